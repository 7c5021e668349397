// docs_src/path_params/tutorial004: a path parameter that holds a path.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_params::tutorial004 {

Task<Json> read_file(Path<std::string, "file_path"> file_path) {
  co_return JsonObject{{"file_path", file_path}};
}

void register_routes(App& app) {
  app.get<read_file>("/files/{file_path:path}");
}

const Tutorial tutorial{"docs_src.path_params.tutorial004", register_routes};

}  // namespace path_params::tutorial004
