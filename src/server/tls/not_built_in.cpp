// In place of the rest of the folder where TALARIA_TLS is off.
#include "server/tls/context.hpp"

#include <stdexcept>

namespace talaria::server {

bool TlsContext::is_available() {
  return false;
}

std::unique_ptr<TlsContext> TlsContext::make(const TlsOptions&, bool) {
  throw std::runtime_error("TLS was left out of this build (TALARIA_TLS)");
}

}  // namespace talaria::server
