#include "dependencies.hpp"

using namespace talaria;

namespace bigger_applications {

Task<void> get_token_header(Header<std::string, "x_token"> x_token) {
  if (x_token != "fake-super-secret-token") throw HTTPException{400, "X-Token header invalid"};
  co_return;
}

Task<void> get_query_token(Query<std::string, "token"> token) {
  if (token != "jessica") throw HTTPException{400, "No Jessica token provided"};
  co_return;
}

}  // namespace bigger_applications
