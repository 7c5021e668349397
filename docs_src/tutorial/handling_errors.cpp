#include <talaria/talaria.hpp>
using namespace talaria;

namespace handling_errors {

// [http_exception]
Task<Json> read_item(Path<std::string, "item_id"> item_id) {
  if (item_id != "lamp") throw HTTPException{404, "Item not found"};
  co_return JsonObject{{"item", "A lamp of brass"}};
}
// [/http_exception]

// [headers]
Task<Json> read_secret() {
  throw HTTPException{401, JsonObject{{"reason", "no token was sent"}}, {{"WWW-Authenticate", "Bearer"}}};
  co_return nullptr;
}
// [/headers]

// [custom]
struct SoldOut : std::exception {
  explicit SoldOut(std::string its_item) : item(std::move(its_item)) {}
  std::string item;
};

Task<JSONResponse> sold_out_handler(Request&, const SoldOut& error) {
  co_return JSONResponse{JsonObject{{"message", error.item + " is sold out"}}, 409};
}

Task<Json> order_item(Path<std::string, "item"> item) {
  if (item == "engine") throw SoldOut(item);
  co_return JsonObject{{"ordered", item}};
}
// [/custom]

// [override]
Task<JSONResponse> validation_handler(Request&, const RequestValidationError& error) {
  JsonArray messages;
  for (const auto& violation : error.errors()) messages.push_back(violation.msg);
  co_return JSONResponse{JsonObject{{"messages", messages}, {"body", error.body()}}, 400};
}
// [/override]

// [shape]
JSONResponse on_invalid(Request&, const RequestValidationError& error) {
  return JSONResponse{error_response(error), 422};
}

JSONResponse on_http_exception(Request&, const HTTPException& error) {
  return JSONResponse{error_response(error), error.status_code(), error.headers()};
}
// [/shape]

// [null]
struct Numbers {
  std::vector<int> numbers;
};

Task<Numbers> sort_numbers(Body<Numbers> numbers) {
  co_return *numbers;
}
// [/null]

void set_up(App& app) {
  app.get<read_item>("/items/{item_id}");
  app.get<read_secret>("/secret");
  // [custom_route]
  app.exception_handler<sold_out_handler>();
  app.post<order_item>("/orders/{item}");
  // [/custom_route]
}

void set_up_override(App& app) {
  // [override_route]
  app.exception_handler<validation_handler>();
  // [/override_route]
  app.post<sort_numbers>("/numbers");
}

void set_up_shape(App& app) {
  // [shape_route]
  app.exception_handler<on_invalid>();
  app.exception_handler<on_http_exception>();
  app.post<sort_numbers>("/numbers",
                         {.responses = {{422, {.description = "Not valid", .model = schema_of<ErrorResponse>}}}});
  // [/shape_route]
}

}  // namespace handling_errors
