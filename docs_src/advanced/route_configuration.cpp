#include <talaria/talaria.hpp>

using namespace talaria;

namespace route_configuration {

// [ids]
Task<Json> read_items() {
  co_return JsonArray{JsonObject{{"item_id", "Foo"}}};
}

std::string unique_id(const describe::OperationInfo& route) {
  return route.options.tags.items().empty() ? route.name : route.options.tags.items().front() + "-" + route.name;
}

void add_items(App& app) {
  app.get<read_items>("/items/", {.tags = {"items"}, .generate_unique_id_function = unique_id});
  app.get<read_items>("/wares/", {.operation_id = "read_wares"});
  app.get<read_items>("/internal/items/", {.include_in_schema = false});
}
// [/ids]

// [extra]
Task<Json> import_items(Request& request) {
  const std::string_view csv = co_await request.body();
  co_return JsonObject{{"octets", csv.size()}};
}

void add_import(App& app) {
  app.post<import_items>("/import/", {.openapi_extra = R"({
    "requestBody": {"required": true, "content": {"text/csv": {"schema": {"type": "string"}}}},
    "x-rate-limit": 5
  })"});
}
// [/extra]

// [class]
Task<Response> counted(Request& request, Next next) {
  if (request.headers().get("x-dry-run")) co_return PlainTextResponse("nothing was done", 202);
  Response response = co_await next(request);
  response.headers.set("x-octets", std::to_string(response.body.size()));
  co_return response;
}

Router admin_router() {
  Router router{{.prefix = "/admin", .route_class = counted}};
  router.get<read_items>("/items/");
  return router;
}
// [/class]

// [timeout]
Task<Json> make_report(Query<int, "seconds", defaults{0}> seconds) {
  co_await sleep(std::chrono::seconds(*seconds));
  co_return JsonObject{{"report", "all is well"}};
}

Router reports_router() {
  Router router{{.prefix = "/reports", .timeout = std::chrono::seconds(5)}};
  router.get<make_report>("/");
  router.get<make_report>("/yearly", {.timeout = std::chrono::minutes(1)});
  return router;
}
// [/timeout]

// [callback]
struct Invoice {
  std::string id;
  double total;
};

struct InvoiceEvent {
  std::string description;
  bool paid;
};

struct InvoiceEventReceived {
  bool ok;
};

// Never called: it describes what the client has to answer.
Task<InvoiceEventReceived> invoice_notification(Body<InvoiceEvent>) {
  co_return InvoiceEventReceived{true};
}

Task<Json> create_invoice(Body<Invoice>, Query<std::optional<std::string>, "callback_url">) {
  co_return JsonObject{{"msg", "Invoice received"}};
}

void add_invoices(App& app) {
  Callbacks callbacks;
  callbacks.post<invoice_notification>("{$callback_url}/invoices/{$request.body.id}");
  app.post<create_invoice>("/invoices/", {.callbacks = callbacks});
}
// [/callback]

// [webhook]
void add_webhooks(App& app) {
  app.webhooks.post<invoice_notification>("invoice-paid", {.description = "Sent when somebody pays."});
}
// [/webhook]

void set_up(App& app) {
  add_items(app);
  add_import(app);
  app.include_router(admin_router());
  app.include_router(reports_router());
  add_invoices(app);
  add_webhooks(app);
}

}  // namespace route_configuration
