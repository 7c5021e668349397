// Why a request cannot be served: the status to answer with before the connection closes.
#pragma once
#include <string_view>

namespace talaria::server::h1 {

struct ProtocolError {
  int status = 0;  // 0: there is none
  std::string_view reason = {};

  explicit operator bool() const { return status != 0; }
};

}  // namespace talaria::server::h1
