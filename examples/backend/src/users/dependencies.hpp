// What handlers of this domain ask for besides their parameters.
#pragma once
#include "items/repository.hpp"
#include "users/repository.hpp"
#include "users/service.hpp"

#include <cstdint>

#include <talaria/async/task.hpp>
#include <talaria/params/parameters.hpp>

namespace backend::users {

talaria::Task<UserService> user_service(talaria::State<UserRepository> users,
                                        talaria::State<items::ItemRepository> items);

/// The user of the path; 404 when there is none.
talaria::Task<UserRead> valid_user_id(talaria::Path<std::int64_t, "user_id", talaria::ge{1}> user_id,
                                      talaria::State<UserRepository> users);

}  // namespace backend::users
