// docs_src/dependencies/tutorial008b: a dependency with yield that turns an exception into another one.
#include "tutorial.hpp"

#include <map>
#include <stdexcept>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace dependencies::tutorial008b {

struct OwnedItem {
  std::string description;
  std::string owner;
};

const std::map<std::string, OwnedItem> data{
    {"plumbus", {"Freshly pickled plumbus", "Morty"}},
    {"portal-gun", {"Gun to create portals", "Rick"}},
};

struct OwnerError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

Resource<std::string> get_username() {
  std::string username = "Rick";
  try {
    co_yield username;
  } catch (const OwnerError& error) {
    throw HTTPException{400, std::string("Owner error: ") + error.what()};
  }
}

Json get_item(Path<std::string, "item_id"> item_id, Depends<get_username> username) {
  if (!data.contains(item_id)) throw HTTPException{404, "Item not found"};
  const OwnedItem& item = data.at(item_id);
  if (item.owner != *username) throw OwnerError{*username};
  return item;
}

void register_routes(App& app) {
  app.get<get_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.dependencies.tutorial008b", register_routes};

}  // namespace dependencies::tutorial008b
