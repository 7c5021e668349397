// docs_src/handling_errors/tutorial006: more than the default handlers do, and then what they do.
#include "tutorial.hpp"

#include <cstdio>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace handling_errors::tutorial006 {

Task<Response> custom_http_exception_handler(Request& request, const HTTPException& exception) {
  std::printf("OMG! An HTTP error!: %s\n", exception.what());
  co_return co_await http_exception_handler(request, exception);
}

Task<Response> validation_exception_handler(Request& request, const RequestValidationError& exception) {
  std::printf("OMG! The client sent invalid data!: %s\n", exception.what());
  co_return co_await request_validation_exception_handler(request, exception);
}

Task<Json> read_item(Path<int, "item_id"> item_id) {
  if (item_id == 3) throw HTTPException{418, "Nope! I don't like 3."};
  co_return JsonObject{{"item_id", item_id}};
}

void register_routes(App& app) {
  app.exception_handler<custom_http_exception_handler>();
  app.exception_handler<validation_exception_handler>();
  app.get<read_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.handling_errors.tutorial006", register_routes};

}  // namespace handling_errors::tutorial006
