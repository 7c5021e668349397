// The rules of this domain that go beyond one repository.
#pragma once
#include "items/repository.hpp"
#include "users/repository.hpp"

#include <cstdint>

#include <talaria/async/task.hpp>

namespace backend::users {

/// How many items one user may offer.
inline constexpr std::int64_t max_items_per_user = 100;

/// Made for each request from the repositories that it works on; see dependencies.hpp.
class UserService {
 public:
  UserService(UserRepository& users, items::ItemRepository& items) : users_(&users), items_(&items) {}

  /// Throws HTTPException (404) when the user has been removed meanwhile, AlreadyTaken for the email address.
  talaria::Task<UserRead> update(std::int64_t user_id, UserUpdate changes);
  /// Removes the user with all items.
  talaria::Task<void> remove(std::int64_t user_id);
  /// Throws HTTPException (409) when the user offers as many items as one may.
  talaria::Task<items::ItemRead> add_item(std::int64_t user_id, items::ItemCreate item);

 private:
  UserRepository* users_;
  items::ItemRepository* items_;
};

}  // namespace backend::users
