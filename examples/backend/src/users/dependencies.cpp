#include "users/dependencies.hpp"

#include <talaria/describe/http_exception.hpp>
#include <talaria/http/status.hpp>

namespace backend::users {

using namespace talaria;

Task<UserService> user_service(State<UserRepository> users, State<items::ItemRepository> items) {
  co_return UserService{*users, *items};
}

Task<UserRead> valid_user_id(Path<std::int64_t, "user_id", ge{1}> user_id, State<UserRepository> users) {
  if (auto user = co_await users->find(user_id)) co_return *user;
  throw HTTPException{status::http_404_not_found, "User not found"};
}

}  // namespace backend::users
