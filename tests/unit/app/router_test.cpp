#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/app/router.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using ::testing::ElementsAre;

struct Message {
  std::string text;
};

Task<Json> read_part(Path<int, "tenant">, Path<std::string, "item">, Path<int, "part"> part) {
  co_return *part;
}
Task<Json> ok() {
  co_return "ok";
}
void check_header(Header<std::string, "x_key">) {}

std::vector<std::string> texts(const Json& array) {
  std::vector<std::string> out;
  for (const auto& item : array.as_array()) out.push_back(item.as_string());
  return out;
}

class Nested : public ::testing::Test {
 protected:
  Nested() {
    Router parts{{.prefix = "/parts", .tags = {"parts"}, .responses = {{404, {.description = "No part"}}}}};
    parts.get<read_part>("/{part}", {.tags = {"own"}, .responses = {{410, {.description = "Gone"}}}});
    parts.get<ok>("", {.responses = {{404, {.description = "Own words"}}}});
    Router items{{.prefix = "/items", .dependencies = {depends<check_header>}}};
    items.include_router(parts, {.prefix = "/{item}", .tags = {"of item"}});
    items.get<ok>("/hidden", {.include_in_schema = false});
    Router tenants{{.prefix = "/tenants/{tenant}", .tags = {"tenants"}, .deprecated = true}};
    tenants.include_router(items,
                           {.responses = {{404, {.description = "Nothing"}}, {500, {.model = schema_of<Message>}}}});
    app.include_router(tenants, {.prefix = "/api/v1"});
    Router secret;
    secret.get<ok>("/secret");
    app.include_router(secret, {.include_in_schema = false});
  }
  App app;
};

TEST_F(Nested, PrefixesAddUp) {
  TestClient client(app);
  EXPECT_EQ(client.get("/api/v1/tenants/5/items/a/parts/7", {.headers = {{"x-key", "k"}}}).text, "7");
  EXPECT_EQ(client.get("/api/v1/tenants/5/items/a/parts", {.headers = {{"x-key", "k"}}}).text, R"("ok")");
  EXPECT_EQ(client.get("/tenants/5/items/a/parts/7").status_code, 404);
}

TEST_F(Nested, DependenciesGoForAllBelow) {
  TestClient client(app);
  EXPECT_EQ(client.get("/api/v1/tenants/5/items/a/parts/7").status_code, 422);
  EXPECT_EQ(client.get("/secret").status_code, 200);
}

TEST_F(Nested, TagsResponsesAndDeprecationAddUpInTheDocument) {
  const Json& operation = app.openapi()["paths"]["/api/v1/tenants/{tenant}/items/{item}/parts/{part}"]["get"];
  EXPECT_THAT(texts(operation["tags"]), ElementsAre("tenants", "of item", "parts", "own"));
  EXPECT_EQ(operation["deprecated"], Json(true));
  EXPECT_EQ(operation["responses"]["404"]["description"], Json("No part"));
  EXPECT_EQ(operation["responses"]["410"]["description"], Json("Gone"));
  EXPECT_EQ(operation["responses"]["500"]["description"], Json("Internal Server Error"));
  EXPECT_EQ(operation["responses"]["500"]["content"]["application/json"]["schema"]["$ref"],
            Json("#/components/schemas/Message"));
  EXPECT_EQ(operation["operationId"], Json("read_part_api_v1_tenants__tenant__items__item__parts__part__get"));
  const Json& own = app.openapi()["paths"]["/api/v1/tenants/{tenant}/items/{item}/parts"]["get"];
  EXPECT_EQ(own["responses"]["404"]["description"], Json("Own words"));
}

TEST_F(Nested, WhatIsLeftOutOfTheDocumentIsServedAllTheSame) {
  const JsonObject& paths = app.openapi()["paths"].as_object();
  EXPECT_EQ(paths.size(), 2u);
  EXPECT_EQ(TestClient(app).get("/secret").status_code, 200);
}

TEST(Router, RoutesThatAreAddedAfterItsInclusionCount) {
  App app;
  Router router{{.prefix = "/r"}};
  app.include_router(router);
  router.get<ok>("/late");
  EXPECT_EQ(TestClient(app).get("/r/late").status_code, 200);
}

TEST(Router, ACopySharesItsRoutes) {
  App app;
  Router router;
  Router copy = router;
  copy.get<ok>("/x");
  app.include_router(router);
  EXPECT_EQ(TestClient(app).get("/x").status_code, 200);
}

TEST(Router, TheOrderOfRegistrationDecidesAcrossRouters) {
  App app;
  Router users;
  users.get("/me", [] { return std::string("router"); }, {.name = "me"});
  app.include_router(users, {.prefix = "/users"});
  app.get("/users/{id}", [](Path<std::string, "id">) { return std::string("app"); }, {.name = "one"});
  TestClient client(app);
  EXPECT_EQ(client.get("/users/me").text, R"("router")");
  EXPECT_EQ(client.get("/users/you").text, R"("app")");
}

}  // namespace
}  // namespace talaria
