// Where users are kept, as the rest of the program sees it.
#pragma once
#include "pagination.hpp"
#include "users/schemas.hpp"

#include <cstdint>
#include <optional>

#include <talaria/async/task.hpp>

namespace backend::users {

/// Keeps users. The functions are tasks because a database would make them wait; they may be called from any thread.
class UserRepository {
 public:
  virtual ~UserRepository() = default;

  /// Throws AlreadyTaken when the username or the email address belongs to somebody.
  virtual talaria::Task<UserRead> add(UserCreate user) = 0;
  virtual talaria::Task<std::optional<UserRead>> find(std::int64_t id) = 0;
  /// In the order in which they were added.
  virtual talaria::Task<Page<UserRead>> list(Pagination wanted) = 0;
  /// The user as it is afterwards; std::nullopt when there is none. Throws AlreadyTaken.
  virtual talaria::Task<std::optional<UserRead>> update(std::int64_t id, UserUpdate changes) = 0;
  /// Whether there was such a user.
  virtual talaria::Task<bool> remove(std::int64_t id) = 0;
};

}  // namespace backend::users
