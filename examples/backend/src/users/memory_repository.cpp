#include "users/memory_repository.hpp"

#include "users/exceptions.hpp"

#include <utility>

namespace backend::users {

using talaria::Task;

Task<UserRead> MemoryUserRepository::add(UserCreate user) {
  const std::scoped_lock lock(mutex_);
  if (usernames_.contains(user.username)) throw AlreadyTaken("username");
  if (emails_.contains(user.email)) throw AlreadyTaken("email");
  UserRead added{.id = ++last_id_,
                 .username = std::move(user.username),
                 .email = std::move(user.email),
                 .full_name = std::move(user.full_name),
                 .role = user.role,
                 .address = std::move(user.address)};
  usernames_.insert(added.username);
  emails_.insert(added.email);
  users_.emplace(added.id, added);
  co_return added;
}

Task<std::optional<UserRead>> MemoryUserRepository::find(std::int64_t id) {
  const std::scoped_lock lock(mutex_);
  const auto found = users_.find(id);
  if (found == users_.end()) co_return std::nullopt;
  co_return found->second;
}

Task<Page<UserRead>> MemoryUserRepository::list(Pagination wanted) {
  const std::scoped_lock lock(mutex_);
  std::vector<UserRead> all;
  for (const auto& [id, user] : users_) all.push_back(user);
  co_return cut_page(all, wanted);
}

Task<std::optional<UserRead>> MemoryUserRepository::update(std::int64_t id, UserUpdate changes) {
  const std::scoped_lock lock(mutex_);
  const auto found = users_.find(id);
  if (found == users_.end()) co_return std::nullopt;
  UserRead& user = found->second;
  if (changes.email && *changes.email != user.email) {
    if (emails_.contains(*changes.email)) throw AlreadyTaken("email");
    emails_.erase(user.email);
    user.email = std::move(*changes.email);
    emails_.insert(user.email);
  }
  if (changes.full_name) user.full_name = std::move(changes.full_name);
  if (changes.role) user.role = *changes.role;
  if (changes.address) user.address = std::move(changes.address);
  co_return user;
}

Task<bool> MemoryUserRepository::remove(std::int64_t id) {
  const std::scoped_lock lock(mutex_);
  const auto found = users_.find(id);
  if (found == users_.end()) co_return false;
  usernames_.erase(found->second.username);
  emails_.erase(found->second.email);
  users_.erase(found);
  co_return true;
}

}  // namespace backend::users
