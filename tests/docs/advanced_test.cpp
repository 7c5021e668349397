// Advanced pages: responses, what routes say in the document, parameters beyond the usual.
#include "pages.hpp"

#include <talaria/async/virtual_clock.hpp>

// clang-format off
namespace responses { void set_up(talaria::App& app); }
namespace additional_responses_page { void set_up(talaria::App& app); }
namespace route_configuration { void set_up(talaria::App& app); }
// clang-format on

namespace docs {
namespace {

using namespace talaria;

TEST(Responses, AnswerAsThePageSays) {
  App app;
  responses::set_up(app);
  TestClient client{app, {.follow_redirects = false}};
  const Json lamp = JsonObject{{"id", "1"}, {"title", "Lamp"}};
  const TestResponse replaced = client.put("/items/1", {.json = lamp});
  EXPECT_EQ(replaced.status_code, 202);
  EXPECT_EQ(replaced.header("x-queue"), "slow");
  EXPECT_EQ(client.get("/legacy/").header("content-type"), "application/xml");
  EXPECT_EQ(client.post("/items/new", {.json = lamp}).status_code, 201);
  EXPECT_EQ(client.post("/items/1", {.json = lamp}).json(), lamp);

  const TestResponse first = client.get("/visit");
  EXPECT_EQ(first.status_code, 201);
  EXPECT_EQ(first.header("set-cookie"), "visits=1; HttpOnly; Max-Age=3600; Path=/; SameSite=lax");
  EXPECT_EQ(first.text, R"({"visits":1})");
  EXPECT_EQ(client.get("/visit").text, R"({"visits":2})");

  EXPECT_EQ(client.get("/home").header("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(client.get("/").header("location"), "/home");
  EXPECT_EQ(client.get("/pretty").text, "{\n  \"id\": \"1\",\n  \"title\": \"Lamp\"\n}");
  EXPECT_TRUE(app.openapi()["paths"]["/home"]["get"]["responses"]["200"]["content"].as_object().contains("text/html"));
}

TEST(AdditionalResponses, AreDocumentedAsThePageSays) {
  const std::string page = "advanced/additional-responses.md";
  App app;
  additional_responses_page::set_up(app);
  TestClient client{app};
  EXPECT_EQ(client.get("/items/bar").status_code, 404);
  EXPECT_EQ(client.get("/items/foo").status_code, 200);
  const Json& item = app.openapi()["paths"]["/items/{item_id}"]["get"]["responses"];
  EXPECT_TRUE(shown(page, JsonObject{{"404", item["404"]}}));
  const Json& image = app.openapi()["paths"]["/images/{item_id}"]["get"]["responses"];
  EXPECT_EQ(image["200"]["content"]["application/json"]["schema"]["$ref"], Json("#/components/schemas/Item"));
  EXPECT_EQ(image["200"]["content"]["application/json"]["example"]["id"], Json("bar"));
  EXPECT_EQ(image["5XX"]["description"], Json("Try again later"));
}

TEST(RouteConfiguration, HandlersMayTakeAsLongAsThePageSays) {
  async::VirtualLoop loop;
  App app;
  route_configuration::set_up(app);
  TestClient client{app, {.loop = &loop}};
  EXPECT_EQ(client.get("/reports/?seconds=4").status_code, 200);
  const TestResponse late = client.get("/reports/?seconds=6");
  EXPECT_TRUE(shown("advanced/route-configuration.md", late, 503));
  EXPECT_EQ(late.header("retry-after"), "1");
  EXPECT_EQ(client.get("/reports/yearly?seconds=6").status_code, 200);
}

TEST(RouteConfiguration, IsAsThePageSays) {
  App app;
  route_configuration::set_up(app);
  TestClient client{app};
  const Json& paths = app.openapi()["paths"];
  EXPECT_EQ(paths["/items/"]["get"]["operationId"], Json("items-read_items"));
  EXPECT_EQ(paths["/wares/"]["get"]["operationId"], Json("read_wares"));
  EXPECT_FALSE(paths.as_object().contains("/internal/items/"));
  EXPECT_EQ(client.get("/internal/items/").status_code, 200);
  EXPECT_EQ(paths["/import/"]["post"]["x-rate-limit"], Json(5));
  EXPECT_EQ(client.post("/import/", {.content = "a,b"}).text, R"({"octets":3})");
  EXPECT_EQ(client.get("/admin/items/").header("x-octets"), "19");
  EXPECT_EQ(client.get("/admin/items/", {.headers = {{"x-dry-run", "1"}}}).status_code, 202);
  EXPECT_TRUE(paths["/invoices/"]["post"]["callbacks"]["invoice_notification"].as_object().contains(
      "{$callback_url}/invoices/{$request.body.id}"));
  EXPECT_EQ(app.openapi()["webhooks"]["invoice-paid"]["post"]["description"], Json("Sent when somebody pays."));
}

}  // namespace
}  // namespace docs
