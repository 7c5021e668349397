// Users as the API shows them: the shapes of requests and responses.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include <talaria/model/field.hpp>

namespace backend::users {

using Username = talaria::Field<std::string, talaria::min_length{3}, talaria::max_length{30},
                                talaria::pattern{"^[a-z][a-z0-9_-]*$"}>;
using Email = talaria::Field<std::string, talaria::max_length{254}, talaria::pattern{"^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$"}>;
using FullName = talaria::Field<std::string, talaria::min_length{1}, talaria::max_length{100}>;

/// What a user may do.
enum class Role { member, moderator, admin };

/// Where a user lives.
struct Address {
  talaria::Field<std::string, talaria::min_length{1}, talaria::max_length{100}> street;
  talaria::Field<std::string, talaria::min_length{1}, talaria::max_length{100}> city;
  talaria::Field<std::string, talaria::min_length{2}, talaria::max_length{2}, talaria::description{"As in ISO 3166-1"}>
      country;
};

/// What a client sends to make a user.
struct UserCreate {
  Username username;
  Email email;
  std::optional<FullName> full_name = {};
  talaria::Field<Role, talaria::defaults{Role::member}> role = {};
  std::optional<Address> address = {};
};

/// What a client sends to change a user; what is null or left out stays as it is.
struct UserUpdate {
  std::optional<Email> email = {};
  std::optional<FullName> full_name = {};
  std::optional<Role> role = {};
  std::optional<Address> address = {};
};

/// What a client gets.
struct UserRead {
  std::int64_t id;
  std::string username;
  std::string email;
  std::optional<std::string> full_name = {};
  Role role;
  std::optional<Address> address = {};
};

}  // namespace backend::users
