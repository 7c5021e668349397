// The door to HTTP/2, open or not as the build has it (TALARIA_HTTP2).
#pragma once
#include "server/member.hpp"
#include "server/transport.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace talaria::server {

class Worker;

namespace h2 {

/// What a client sends first (RFC 9113 section 3.4). On a plain port it tells HTTP/2 from HTTP/1.
inline constexpr std::string_view preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// Whether HTTP/2 was built in.
[[nodiscard]] bool is_available();

/// A member that speaks HTTP/2 with the client of `transport`, from which `received` has been read before. Only where
/// is_available().
[[nodiscard]] std::unique_ptr<Member> make_connection(Worker& worker, Transport transport, std::string received);

}  // namespace h2
}  // namespace talaria::server
