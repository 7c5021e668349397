// docs_src/handling_errors/tutorial005: the body in the answer to an invalid request.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace handling_errors::tutorial005 {

Task<JSONResponse> validation_exception_handler(Request&, const RequestValidationError& exception) {
  const JsonObject content{{"detail", model::errors_to_json(exception.errors())}, {"body", exception.body()}};
  co_return JSONResponse(content, 422);
}

struct Item {
  std::string title;
  int size;
};

Task<Json> create_item(Body<Item> item) {
  co_return *item;
}

void register_routes(App& app) {
  app.exception_handler<validation_exception_handler>();
  app.post<create_item>("/items/");
}

const Tutorial tutorial{"docs_src.handling_errors.tutorial005", register_routes};

}  // namespace handling_errors::tutorial005
