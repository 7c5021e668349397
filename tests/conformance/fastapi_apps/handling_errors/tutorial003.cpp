// docs_src/handling_errors/tutorial003: an exception and a handler of one's own.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace handling_errors::tutorial003 {

struct UnicornException {
  std::string name;
};

Task<JSONResponse> unicorn_exception_handler(Request&, const UnicornException& exception) {
  const std::string message = "Oops! " + exception.name + " did something. There goes a rainbow...";
  co_return JSONResponse(JsonObject{{"message", message}}, 418);
}

Task<Json> read_unicorn(Path<std::string, "name"> name) {
  if (name == "yolo") throw UnicornException{name};
  co_return JsonObject{{"unicorn_name", name}};
}

void register_routes(App& app) {
  app.exception_handler<unicorn_exception_handler>();
  app.get<read_unicorn>("/unicorns/{name}");
}

const Tutorial tutorial{"docs_src.handling_errors.tutorial003", register_routes};

}  // namespace handling_errors::tutorial003
