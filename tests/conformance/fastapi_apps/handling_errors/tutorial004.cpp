// docs_src/handling_errors/tutorial004: other responses for the errors of the framework.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace handling_errors::tutorial004 {

Task<PlainTextResponse> http_exception_handler(Request&, const HTTPException& exception) {
  co_return PlainTextResponse(exception.detail().as_string(), exception.status_code());
}

// The place of an error as Python prints a tuple: `('path', 'item_id')`.
std::string python_tuple(const model::Loc& loc) {
  std::string out;
  for (const auto& step : loc) {
    if (!out.empty()) out += ", ";
    const auto* name = std::get_if<std::string>(&step);
    out += name != nullptr ? "'" + *name + "'" : std::to_string(std::get<std::int64_t>(step));
  }
  return "(" + out + (loc.size() == 1 ? ",)" : ")");
}

Task<PlainTextResponse> validation_exception_handler(Request&, const RequestValidationError& exception) {
  std::string message = "Validation errors:";
  for (const auto& error : exception.errors()) {
    message += "\nField: " + python_tuple(error.loc) + ", Error: " + error.msg;
  }
  co_return PlainTextResponse(message, 400);
}

Task<Json> read_item(Path<int, "item_id"> item_id) {
  if (item_id == 3) throw HTTPException{418, "Nope! I don't like 3."};
  co_return JsonObject{{"item_id", item_id}};
}

void register_routes(App& app) {
  app.exception_handler<http_exception_handler>();
  app.exception_handler<validation_exception_handler>();
  app.get<read_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.handling_errors.tutorial004", register_routes};

}  // namespace handling_errors::tutorial004
