// What the options of routes, routers and the app say of responses, compared with FastAPI (responses.py).
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/describe/json_response.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Fault {
  std::string reason;
};
struct Item {
  int id;
  std::string name;
};
class ProblemResponse : public JSONResponse {
 public:
  static constexpr std::string_view documented_media_type = "application/problem+json";
  explicit ProblemResponse(const Json& content, int status = 200) : JSONResponse(content, status) {}
};

Json page() {
  return "x";
}
Json go() {
  return "/x";
}
Item problem() {
  return {};
}
std::string plain() {
  return {};
}
Json a() {
  return "x";
}
Json b(Path<int, "id">) {
  return nullptr;
}

TEST(Responses, AreThoseOfFastApi) {
  App app{{.responses = {{500, {.description = "App failed"}}, {404, {.description = "From the app"}}}}};
  app.get<page>("/page", {.response_class = response_class<HTMLResponse>});
  app.get<go>("/go", {.response_class = response_class<RedirectResponse>});
  app.get<problem>("/problem", {.responses = {{400, {.model = schema_of<Fault>}}},
                                .response_class = response_class<ProblemResponse>});
  app.get<plain>("/plain", {.status_code = 201,
                            .responses = {{409, {.model = schema_of<Fault>}}},
                            .response_class = response_class<PlainTextResponse>});
  Router router{
      {.prefix = "/r",
       .responses = {{404, {.description = "From the router"}}, {"default", {.description = "Everything else"}}},
       .deprecated = true,
       .default_response_class = response_class<PlainTextResponse>}};
  router.get<a>("/a");
  router.get<b>("/b/{id}", {.tags = {"t"},
                            .responses = {{"4XX", {.model = schema_of<Fault>}},
                                          {"5xx",
                                           {.headers = R"({"x-a": {"schema": {"type": "string"}}})",
                                            .links = JsonObject{{"next", JsonObject{{"operationId", "a"}}}}}}},
                            .response_model = schema_of<Item>,
                            .response_class = response_class<JSONResponse>,
                            .openapi_extra = R"({
                              "tags": ["x"],
                              "parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}}],
                              "responses": {"200": {"description": "Changed"}}})"});
  app.include_router(router);
  std::ifstream file(TALARIA_SNAPSHOTS "/responses.json");
  const Json expected = parse_json(std::string(std::istreambuf_iterator<char>(file), {})).value();
  const Json& paths = app.openapi()["paths"];
  for (const auto& [path, item] : expected.as_object()) {
    EXPECT_TRUE(paths[path] == item) << path << "\n" << dump_json_pretty(paths[path]);
  }
  EXPECT_EQ(paths.as_object().size(), expected.as_object().size());
}

std::string by_tag(const describe::OperationInfo& route) {
  return route.options.tags.items()[0] + "-" + route.name;
}
std::string by_path(const describe::OperationInfo& route) {
  return route.path;
}

TEST(OperationIds, ComeFromTheNearestFunction) {
  App app{{.generate_unique_id_function = by_tag}};
  app.get<a>("/a", {.tags = {"x"}});
  app.get<a>("/b", {.tags = {"x"}, .operation_id = "own"});
  app.get<a>("/c", {.tags = {"x"}, .generate_unique_id_function = by_path});
  Router router{{.prefix = "/r", .tags = {"r"}, .generate_unique_id_function = by_path}};
  router.get<a>("/a");
  app.include_router(router);
  std::vector<std::string> ids;
  for (const auto* operation : app.operations()) ids.push_back(operation->operation_id);
  EXPECT_THAT(ids, ::testing::ElementsAre("x-a", "own", "/c", "/r/a"));
}

TEST(OperationIds, ThatAreEqualAreWarnedOfOnce) {
  App app;
  app.get<a>("/a", {.operation_id = "same"});
  app.get<a>("/b", {.operation_id = "same"});
  app.get<a>("/c", {.operation_id = "same", .include_in_schema = false});
  ::testing::internal::CaptureStderr();
  static_cast<void>(app.openapi());
  const std::string report = ::testing::internal::GetCapturedStderr();
  EXPECT_THAT(report, HasSubstr("WARNING: Duplicate Operation ID same for function a at "));
  EXPECT_EQ(report.find("WARNING"), report.rfind("WARNING"));
  ::testing::internal::CaptureStderr();
  static_cast<void>(app.openapi());
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST(Document, IsSerialisedOnce) {
  App app{{.servers = {{.url = "https://{host}", .variables = R"({"host": {"default": "a"}})"}},
           .openapi_external_docs = ExternalDocs{.url = "https://docs", .description = "More"}}};
  app.get<a>("/a");
  EXPECT_EQ(&app.openapi_text(), &app.openapi_text());
  const std::string text = app.openapi_text();  // a copy: the client freezes the app anew
  EXPECT_EQ(text, dump_json(app.openapi()));
  EXPECT_THAT(text, HasSubstr(R"("externalDocs":{"url":"https://docs","description":"More"})"));
  EXPECT_THAT(text, HasSubstr(R"("servers":[{"url":"https://{host}","variables":{"host":{"default":"a"}}}])"));
  TestClient client(app);
  EXPECT_EQ(client.get("/openapi.json").text, text);
}

TEST(Document, LeavesOutWhatTheAppOrARouterHides) {
  App hidden{{.include_in_schema = false}};
  hidden.get<a>("/a");
  EXPECT_THAT(hidden.openapi_text(), Not(HasSubstr("\"/a\"")));
  App old{{.deprecated = true}};
  old.get<a>("/a");
  EXPECT_EQ(old.openapi()["paths"]["/a"]["get"]["deprecated"], Json(true));
}

// What the application sends to others.

struct Invoice {
  std::string id;
};
struct Received {
  bool ok;
};
Json create_invoice(Body<Invoice, "invoice">) {
  return nullptr;
}
void invoice_notification(Body<Invoice, "body">) {}
void new_subscription(Body<Invoice, "body">) {}

TEST(Callbacks, StandInTheDocumentOnly) {
  Callbacks callbacks;
  callbacks.post<invoice_notification>("{$callback_url}/invoices/{$request.body.id}",
                                       {.response_model = schema_of<Received>});
  App app;
  app.post<create_invoice>("/invoices/", {.callbacks = callbacks});
  app.webhooks.post<new_subscription>("new-subscription", {.description = "When a user subscribes"});
  const Json& document = app.openapi();
  const Json& callback = document["paths"]["/invoices/"]["post"]["callbacks"]["invoice_notification"]
                                 ["{$callback_url}/invoices/{$request.body.id}"]["post"];
  EXPECT_EQ(callback["operationId"], Json("invoice_notification__callback_url__invoices___request_body_id__post"));
  EXPECT_EQ(callback["summary"], Json("Invoice Notification"));
  EXPECT_EQ(dump_json(callback["requestBody"]["content"]),
            R"({"application/json":{"schema":{"$ref":"#/components/schemas/Invoice"}}})");
  EXPECT_EQ(dump_json(callback["responses"]["200"]["content"]),
            R"({"application/json":{"schema":{"$ref":"#/components/schemas/Received"}}})");
  const Json& webhook = document["webhooks"]["new-subscription"]["post"];
  EXPECT_EQ(webhook["operationId"], Json("new_subscriptionnew_subscription_post"));
  EXPECT_EQ(webhook["description"], Json("When a user subscribes"));
  EXPECT_TRUE(document["components"]["schemas"].as_object().contains("Received"));
  TestClient client(app);
  EXPECT_EQ(client.post("/new-subscription").status_code, 404);
}

}  // namespace
}  // namespace talaria
