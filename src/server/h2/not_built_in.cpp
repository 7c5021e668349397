// In place of the rest of the folder where TALARIA_HTTP2 is off.
#include "server/h2/open.hpp"

#include <stdexcept>

namespace talaria::server::h2 {

bool is_available() {
  return false;
}

std::unique_ptr<Member> make_connection(Worker&, Transport, std::string) {
  throw std::logic_error("HTTP/2 was left out of this build");
}

}  // namespace talaria::server::h2
