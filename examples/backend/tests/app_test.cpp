#include "app.hpp"

#include <gtest/gtest.h>

#include <talaria/testing/test_client.hpp>

namespace backend {
namespace {

using namespace talaria;

TEST(App, IsHealthy) {
  const auto app = make_app();
  TestClient client{*app};
  const auto response = client.get("/health");
  EXPECT_EQ(response.status_code, 200);
  EXPECT_EQ(response.text, R"({"status":"healthy"})");
}

TEST(App, ServesItsDocument) {
  const auto app = make_app();
  TestClient client{*app};
  const Json document = client.get("/openapi.json").json();
  EXPECT_EQ(document["info"]["title"], Json("Backend"));
  const JsonObject& paths = document["paths"].as_object();
  for (const char* path : {"/api/v1/users/", "/api/v1/users/{user_id}", "/api/v1/users/{user_id}/items/",
                           "/api/v1/items/", "/api/v1/items/{item_id}", "/health"}) {
    EXPECT_TRUE(paths.contains(path)) << path;
  }
  EXPECT_EQ(paths.size(), 6u);
}

TEST(App, DocumentsTheErrorsOfARoute) {
  const auto app = make_app();
  TestClient client{*app};
  const Json document = client.get("/openapi.json").json();
  const Json& responses = document["paths"]["/api/v1/users/{user_id}"]["patch"]["responses"];
  EXPECT_EQ(responses["404"]["description"], Json("No user has this id"));
  EXPECT_EQ(responses["409"]["content"]["application/json"]["schema"]["$ref"], Json("#/components/schemas/Conflict"));
}

TEST(App, CanBeDocumentedWithoutBeingStarted) {
  const auto app = make_app();
  EXPECT_EQ(app->openapi()["paths"].as_object().size(), 6u);
  EXPECT_EQ(app->operations().size(), 10u);
  TestClient client{*app};
  EXPECT_EQ(client.get("/api/v1/users/").status_code, 200);
}

TEST(App, StartsEmptyEachTime) {
  const auto app = make_app();
  for (int i = 0; i < 2; ++i) {
    TestClient client{*app};
    EXPECT_EQ(client.get("/api/v1/users/").json()["total"], Json(0));
    client.post("/api/v1/users/", {.json = JsonObject{{"username", "ada"}, {"email", "ada@example.com"}}});
  }
}

}  // namespace
}  // namespace backend
