#include <talaria/talaria.hpp>
using namespace talaria;

namespace responses {

// [directly]
struct Item {
  std::string id;
  std::string title;
};

Task<JSONResponse> replace_item(Path<std::string, "id"> id, Body<Item> item) {
  JSONResponse response(JsonObject{{"id", id}, {"title", item->title}}, status::http_202_accepted);
  response.headers.set("x-queue", "slow");
  co_return response;
}

Response legacy_data() {
  return Response("<?xml version=\"1.0\"?><shampoo>Apply here.</shampoo>", 200, "application/xml");
}
// [/directly]

// [or]
Task<ResponseOr<Item>> upsert_item(Path<std::string, "id"> id, Body<Item> item) {
  if (id == "new") co_return JSONResponse(Item{"new", item->title}, 201);
  co_return *item;
}
// [/or]

// [inject]
Task<Json> visit(Cookie<std::optional<int>, "visits"> visits, Response& response) {
  const int count = visits.value_or(0) + 1;
  response.set_cookie("visits", std::to_string(count), {.max_age = 3600, .httponly = true});
  response.headers.set("x-visits", std::to_string(count));
  if (count == 1) response.status_code = status::http_201_created;
  co_return JsonObject{{"visits", count}};
}
// [/inject]

// [class]
Task<std::string> home() {
  co_return "<h1>Hello</h1>";
}

Task<std::string> old_home() {
  co_return "/home";
}

void add_pages(Router& router) {
  router.get<home>("/home", {.response_class = response_class<HTMLResponse>});
  router.get<old_home>("/", {.response_class = response_class<RedirectResponse>});
}
// [/class]

// [own]
class PrettyJSONResponse : public JSONResponse {
 public:
  explicit PrettyJSONResponse(const Json& content, int status_code = 200) : JSONResponse(nullptr, status_code) {
    body = dump_json_pretty(content);
  }
};
// [/own]

Task<Item> pretty() {
  co_return Item{"1", "Lamp"};
}

void set_up(App& app) {
  app.put<replace_item>("/items/{id}");
  app.get<legacy_data>("/legacy/");
  app.post<upsert_item>("/items/{id}");
  app.get<visit>("/visit");
  Router router;
  add_pages(router);
  app.include_router(router);
  app.get<pretty>("/pretty", {.response_class = response_class<PrettyJSONResponse>});
}

}  // namespace responses
