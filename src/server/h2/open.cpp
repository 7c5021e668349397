#include "server/h2/open.hpp"

#include "server/h2/connection.hpp"

#include <utility>

namespace talaria::server::h2 {

bool is_available() {
  return true;
}

std::unique_ptr<Member> make_connection(Worker& worker, Transport transport, std::string received) {
  return std::make_unique<Connection>(worker, std::move(transport), std::move(received));
}

}  // namespace talaria::server::h2
