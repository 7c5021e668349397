// The workloads written with Talaria, as its documentation would write them.
#include <talaria/talaria.hpp>
using namespace talaria;

struct UserRead {
  std::int64_t id;
  std::string name;
  std::optional<std::string> q;
  bool active;
};

struct User {
  Field<std::string, min_length{3}, max_length{50}, pattern{"^[A-Za-z0-9_-]+$"}> username;
  Field<std::string, max_length{254}, pattern{R"(^[^@\s]+@[^@\s]+\.[^@\s]+$)"}> email;
  Field<int, ge{0}, le{150}> age;
  std::optional<std::string> full_name = {};
  Field<std::string, max_length{500}> bio;
  std::vector<std::string> tags;
};

Task<PlainTextResponse> plaintext() { co_return PlainTextResponse{"Hello, World!"}; }

Task<UserRead> read_user(Path<std::int64_t, "user_id"> user_id, Query<std::optional<std::string>, "q"> q) {
  co_return UserRead{user_id, "Ada Lovelace", *q, true};
}

Task<User> create_user(Body<User> user) { co_return *user; }

int main(int argc, char** argv) {
  App app;
  app.get<plaintext>("/plaintext");
  app.get<read_user>("/users/{user_id}");
  app.post<create_user>("/users", {.status_code = 201});
  return run(app, argc, argv);
}
