// The models of the workloads, shared by the server and the kernels.
#pragma once

#include <talaria/talaria.hpp>

struct UserRead {
  std::int64_t id;
  std::string name;
  std::optional<std::string> q;
  bool active;
};

struct User {
  talaria::Field<std::string, talaria::min_length{3}, talaria::max_length{50}, talaria::pattern{"^[A-Za-z0-9_-]+$"}>
      username;
  talaria::Field<std::string, talaria::max_length{254}, talaria::pattern{R"(^[^@\s]+@[^@\s]+\.[^@\s]+$)"}> email;
  talaria::Field<int, talaria::ge{0}, talaria::le{150}> age;
  std::optional<std::string> full_name = {};
  talaria::Field<std::string, talaria::max_length{500}> bio;
  std::vector<std::string> tags;
};
