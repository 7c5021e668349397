// docs_src/generate_clients/tutorial002: tags, by which a generated client is divided.
#include "tutorial.hpp"

#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace generate_clients::tutorial002 {

struct Item {
  std::string name;
  double price;
};

struct ResponseMessage {
  std::string message;
};

struct User {
  std::string username;
  std::string email;
};

Task<ResponseMessage> create_item(Body<Item>) {
  co_return ResponseMessage{"Item received"};
}

Task<std::vector<Item>> get_items() {
  std::vector<Item> items{{"Plumbus", 3}, {"Portal Gun", 9001}};
  co_return items;
}

Task<ResponseMessage> create_user(Body<User>) {
  co_return ResponseMessage{"User received"};
}

void register_routes(App& app) {
  app.post<create_item>("/items/", {.tags = {"items"}});
  app.get<get_items>("/items/", {.tags = {"items"}});
  app.post<create_user>("/users/", {.tags = {"users"}});
}

const Tutorial tutorial{"docs_src.generate_clients.tutorial002", register_routes};

}  // namespace generate_clients::tutorial002
