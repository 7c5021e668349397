#include "users/service.hpp"

#include <string>
#include <utility>

#include <talaria/describe/http_exception.hpp>
#include <talaria/http/status.hpp>

namespace backend::users {

using namespace talaria;

Task<UserRead> UserService::update(std::int64_t user_id, UserUpdate changes) {
  if (auto user = co_await users_->update(user_id, std::move(changes))) co_return *user;
  throw HTTPException{status::http_404_not_found, "User not found"};
}

Task<void> UserService::remove(std::int64_t user_id) {
  // The user first: from then on valid_user_id lets nobody add an item.
  co_await users_->remove(user_id);
  co_await items_->remove_of_owner(user_id);
}

Task<items::ItemRead> UserService::add_item(std::int64_t user_id, items::ItemCreate item) {
  if (auto added = co_await items_->add(user_id, std::move(item), max_items_per_user)) co_return *added;
  throw HTTPException{status::http_409_conflict,
                      "A user may offer " + std::to_string(max_items_per_user) + " items at most"};
}

}  // namespace backend::users
