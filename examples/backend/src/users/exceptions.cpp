#include "users/exceptions.hpp"

#include <talaria/http/status.hpp>
#include <talaria/model/dump.hpp>

namespace backend::users {

using namespace talaria;

Task<JSONResponse> already_taken_handler(Request&, const AlreadyTaken& error) {
  const Conflict conflict{.detail = error.what(), .field = error.field()};
  co_return JSONResponse{conflict, status::http_409_conflict};
}

}  // namespace backend::users
