#include <talaria/talaria.hpp>
using namespace talaria;

namespace handling_errors {

// [http_exception]
Task<Json> read_item(Path<std::string, "item_id"> item_id) {
  if (item_id != "foo") throw HTTPException{404, "Item not found"};
  co_return JsonObject{{"item", "The Foo Wrestlers"}};
}
// [/http_exception]

// [headers]
Task<Json> read_secret() {
  throw HTTPException{401, JsonObject{{"reason", "who are you?"}}, {{"WWW-Authenticate", "Bearer"}}};
  co_return nullptr;
}
// [/headers]

// [custom]
struct UnicornException : std::exception {
  explicit UnicornException(std::string its_name) : name(std::move(its_name)) {}
  std::string name;
};

Task<JSONResponse> unicorn_handler(Request&, const UnicornException& error) {
  co_return JSONResponse{JsonObject{{"message", "Oops! " + error.name + " did something."}}, 418};
}

Task<Json> read_unicorn(Path<std::string, "name"> name) {
  if (name == "yolo") throw UnicornException(name);
  co_return JsonObject{{"unicorn_name", name}};
}
// [/custom]

// [override]
Task<JSONResponse> validation_handler(Request&, const RequestValidationError& error) {
  JsonArray messages;
  for (const auto& violation : error.errors()) messages.push_back(violation.msg);
  co_return JSONResponse{JsonObject{{"messages", messages}, {"body", error.body()}}, 400};
}
// [/override]

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
  app.exception_handler<unicorn_handler>();
  app.get<read_unicorn>("/unicorns/{name}");
  // [/custom_route]
}

void set_up_override(App& app) {
  // [override_route]
  app.exception_handler<validation_handler>();
  // [/override_route]
  app.post<sort_numbers>("/numbers");
}

}  // namespace handling_errors
