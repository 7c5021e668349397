// The work of the three workloads without a framework: what the epoll server and the Beast peer share.
#pragma once

#include <charconv>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// Writes `text` as a JSON string, quotes included.
void append_json_string(std::string& out, std::string_view text);

/// The answer to `GET /users/{id}?q=...`: four fields.
void append_user_read(std::string& out, std::int64_t id, std::string_view q);

/// Splits `/users/42?q=abc` into its id and the value of `q`.
struct UserTarget {
  std::int64_t id = 0;
  std::string_view q;
};
std::optional<UserTarget> parse_user_target(std::string_view target);

/// The model of `POST /users` as a plain struct.
struct PlainUser {
  std::string username;
  std::string email;
  std::int64_t age = 0;
  std::optional<std::string> full_name;
  std::string bio;
  std::vector<std::string> tags;
};

/// Whether a user respects the rules that the model in talaria_models.hpp states.
bool is_valid(const PlainUser& user);

/// Writes the user as a JSON object.
void append_user(std::string& out, const PlainUser& user);

/// Reads, validates and rewrites the body of `POST /users`: simdjson's DOM, checks and a writer made by hand.
class HandUser {
 public:
  HandUser();
  ~HandUser();
  HandUser(const HandUser&) = delete;
  HandUser& operator=(const HandUser&) = delete;

  /// Bytes after a body that must be readable, so that it can be parsed in place.
  static const std::size_t padding;

  /// Appends the echoed object to `out`; false when the body is refused. `body` is followed by `padding` bytes.
  bool echo(std::string_view body, std::string& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bench
