// The chat: what is said and heard in it, and the app.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include <talaria/talaria.hpp>

namespace chat {

/// What a client sends.
struct Say {
  talaria::Field<std::string, talaria::min_length{1}, talaria::max_length{500}> text;
};

/// What a client is sent when somebody has said something.
struct Said {
  talaria::Literal<"said"> type;
  std::string name;
  std::string text;
};
/// ... when somebody comes or goes; `people` is how many there are then.
struct Present {
  talaria::Literal<"present"> type;
  std::string name;
  bool is_there;
  int people;
};
/// ... when what it sent cannot be said.
struct Refused {
  talaria::Literal<"refused"> type;
  std::vector<std::string> reasons;
};
using Heard = std::variant<Said, Present, Refused>;

/// Registers the routes and the page.
void set_up(talaria::App& app);

}  // namespace chat
