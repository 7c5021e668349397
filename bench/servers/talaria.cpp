// The workloads written with Talaria, as its documentation would write them.
#include "talaria_models.hpp"
using namespace talaria;

Task<PlainTextResponse> plaintext() {
  co_return PlainTextResponse{"Hello, World!"};
}

Task<UserRead> read_user(Path<std::int64_t, "user_id"> user_id, Query<std::optional<std::string>, "q"> q) {
  co_return UserRead{user_id, "Ada Lovelace", *q, true};
}

Task<User> create_user(Body<User> user) {
  co_return *user;
}

int main(int argc, char** argv) {
  App app;
  app.get<plaintext>("/plaintext");
  app.get<read_user>("/users/{user_id}");
  app.post<create_user>("/users", {.status_code = 201});
  return run(app, argc, argv);
}
