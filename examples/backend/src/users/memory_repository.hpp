// Users that live as long as the program.
#pragma once
#include "users/repository.hpp"

#include <map>
#include <mutex>
#include <set>
#include <string>

namespace backend::users {

class MemoryUserRepository : public UserRepository {
 public:
  talaria::Task<UserRead> add(UserCreate user) override;
  talaria::Task<std::optional<UserRead>> find(std::int64_t id) override;
  talaria::Task<Page<UserRead>> list(Pagination wanted) override;
  talaria::Task<std::optional<UserRead>> update(std::int64_t id, UserUpdate changes) override;
  talaria::Task<bool> remove(std::int64_t id) override;

 private:
  std::mutex mutex_;  // never held across a co_await
  std::map<std::int64_t, UserRead> users_;
  std::set<std::string> usernames_;
  std::set<std::string> emails_;
  std::int64_t last_id_ = 0;
};

}  // namespace backend::users
