#include "users/router.hpp"

#include "items/schemas.hpp"
#include "pagination.hpp"
#include "users/dependencies.hpp"
#include "users/exceptions.hpp"
#include "users/schemas.hpp"

#include <utility>

#include <talaria/dependency/depends.hpp>
#include <talaria/http/status.hpp>

namespace backend::users {

using namespace talaria;
using items::ItemCreate;
using items::ItemRead;
using items::ItemRepository;

namespace {

Task<UserRead> create_user(State<UserRepository> users, Body<UserCreate> user) {
  co_return co_await users->add(*user);
}

Task<Page<UserRead>> list_users(State<UserRepository> users, Depends<pagination> wanted) {
  co_return co_await users->list(*wanted);
}

Task<UserRead> read_user(Depends<valid_user_id> user) {
  co_return *user;
}

Task<UserRead> update_user(Depends<valid_user_id> user, Depends<user_service> service, Body<UserUpdate> changes) {
  co_return co_await service->update(user->id, *changes);
}

Task<void> delete_user(Depends<valid_user_id> user, Depends<user_service> service) {
  co_await service->remove(user->id);
}

Task<ItemRead> create_item(Depends<valid_user_id> user, Depends<user_service> service, Body<ItemCreate> item) {
  co_return co_await service->add_item(user->id, *item);
}

Task<Page<ItemRead>> list_items_of_user(Depends<valid_user_id> user, State<ItemRepository> items,
                                        Depends<pagination> wanted) {
  items::ItemFilter filter{.owner_id = user->id};
  co_return co_await items->list(std::move(filter), *wanted);
}

const ResponseSpec not_found{.description = "No user has this id"};
const ResponseSpec conflict{.description = "Another user has this username or email address",
                            .model = schema_of<Conflict>};

Router users() {
  Router router{{.prefix = "/users", .tags = {"users"}}};
  router.post<create_user>("/", {.status_code = status::http_201_created,
                                 .response_description = "The user, with an id",
                                 .responses = {{409, conflict}}});
  router.get<list_users>("/", {.description = "All users, in the order in which they came."});
  router.get<read_user>("/{user_id}", {.responses = {{404, not_found}}});
  router.patch<update_user>("/{user_id}", {.description = "What is null or left out stays as it is.",
                                           .responses = {{404, not_found}, {409, conflict}}});
  router.delete_<delete_user>("/{user_id}", {.status_code = status::http_204_no_content,
                                             .description = "Removes the user and all items of the user.",
                                             .responses = {{404, not_found}}});
  return router;
}

Router items_of_a_user() {
  Router router{{.prefix = "/users/{user_id}/items", .tags = {"items"}, .responses = {{404, not_found}}}};
  router.post<create_item>("/", {.status_code = status::http_201_created,
                                 .responses = {{409, {.description = "The user offers as many items as one may"}}}});
  router.get<list_items_of_user>("/", {.summary = "List the items of a user"});
  return router;
}

}  // namespace

Router router() {
  Router router;
  router.include_router(users());
  router.include_router(items_of_a_user());
  return router;
}

}  // namespace backend::users
