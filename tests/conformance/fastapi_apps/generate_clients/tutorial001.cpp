// docs_src/generate_clients/tutorial001: models that a client is generated from.
#include "tutorial.hpp"

#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace generate_clients::tutorial001 {

struct Item {
  std::string name;
  double price;
};

struct ResponseMessage {
  std::string message;
};

Task<ResponseMessage> create_item(Body<Item>) {
  co_return ResponseMessage{"item received"};
}

Task<std::vector<Item>> get_items() {
  std::vector<Item> items{{"Plumbus", 3}, {"Portal Gun", 9001}};
  co_return items;
}

void register_routes(App& app) {
  app.post<create_item>("/items/");
  app.get<get_items>("/items/");
}

const Tutorial tutorial{"docs_src.generate_clients.tutorial001", register_routes};

}  // namespace generate_clients::tutorial001
