// docs_src/using_request_directly/tutorial001: the request itself.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace using_request_directly::tutorial001 {

Task<Json> read_root(Path<std::string, "item_id"> item_id, Request& request) {
  co_return JsonObject{{"client_host", request.client_host()}, {"item_id", item_id}};
}

void register_routes(App& app) {
  app.get<read_root>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.using_request_directly.tutorial001", register_routes};

}  // namespace using_request_directly::tutorial001
