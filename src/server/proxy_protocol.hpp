// The header of the PROXY protocol, versions 1 and 2 (HAProxy's doc/proxy-protocol.txt). Sans-I/O.
#pragma once
#include "server/ip_address.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace talaria::server {

/// What a PROXY header says.
struct ProxyHeader {
  bool has_client = false;  // false for LOCAL, UNKNOWN and unix sockets: the address of the connection stays
  IpAddress client;
  std::uint16_t client_port = 0;
  bool secure = false;  // the client speaks TLS with the proxy
};

/// Reads the one header at the beginning of a connection, in whatever pieces it comes. Strict: what is not exactly as
/// the specification has it fails, at the first octet that shows it.
class ProxyHeaderParser {
 public:
  enum class State : std::uint8_t { incomplete, complete, failed };

  /// More than a header of version 2 with certificates' names needs.
  static constexpr std::size_t longest = 4096;

  /// Takes the octets that belong to the header from the front of `octets`; says how many those are.
  std::size_t feed(std::string_view octets);
  [[nodiscard]] State state() const { return state_; }
  /// Of a complete one.
  [[nodiscard]] const ProxyHeader& header() const { return header_; }

 private:
  void look();
  [[nodiscard]] std::size_t wanted() const;
  [[nodiscard]] bool parse_text(std::string_view line);
  [[nodiscard]] bool parse_binary();
  [[nodiscard]] bool parse_addresses(std::string_view body, std::size_t& length);
  [[nodiscard]] bool parse_extensions(std::size_t at);
  [[nodiscard]] bool checksum_fits(std::size_t at) const;

  std::string header_octets_;
  ProxyHeader header_;
  State state_ = State::incomplete;
};

}  // namespace talaria::server
