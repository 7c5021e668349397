// docs_src/dependencies/tutorial008d: a dependency with yield that throws an exception on.
#include "tutorial.hpp"

#include <cstdio>
#include <stdexcept>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace dependencies::tutorial008d {

struct InternalError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

Resource<std::string> get_username() {
  std::string username = "Rick";
  try {
    co_yield username;
  } catch (const InternalError&) {
    std::puts("We don't swallow the internal error here, we raise again 😎");
    throw;
  }
}

Json get_item(Path<std::string, "item_id"> item_id, Depends<get_username> username) {
  if (item_id == "portal-gun") {
    throw InternalError{"The portal gun is too dangerous to be owned by " + *username};
  }
  if (item_id != "plumbus") throw HTTPException{404, "Item not found, there's only a plumbus here"};
  return item_id;
}

void register_routes(App& app) {
  app.get<get_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.dependencies.tutorial008d", register_routes};

}  // namespace dependencies::tutorial008d
