// Response models, errors, and what a route may say about itself.
#include "pages.hpp"

// clang-format off
namespace response_model { void set_up(talaria::App& app); }
namespace extra_models { void set_up(talaria::App& app); }
namespace handling_errors { void set_up(talaria::App& app); void set_up_override(talaria::App& app); void set_up_shape(talaria::App& app); }
namespace path_operation_configuration { void set_up(talaria::App& app); }
// clang-format on

namespace docs {
namespace {

using namespace talaria;

TEST(ResponseModel, AnswersAsThePageSays) {
  const std::string page = "tutorial/response-model.md";
  App app;
  response_model::set_up(app);
  TestClient client{app, {.follow_redirects = false}};
  const Json user = JsonObject{{"username", "ada"}, {"password", "correct horse"}};
  EXPECT_TRUE(shown(page, client.post("/users/", {.json = user}), 201));
  EXPECT_EQ(client.get("/users/").text,
            R"([{"username":"ada","full_name":null},{"username":"bob","full_name":"Bob"}])");
  EXPECT_EQ(client.get("/users/ada").text, R"({"username":"ada","full_name":null})");
  EXPECT_TRUE(shown(page, client.get("/items/1")));
  const Json lamp = JsonObject{{"name", "Lamp"}, {"price", 2.5}};
  EXPECT_EQ(client.post("/encoded/", {.json = lamp}).json(), lamp);
  const auto deleted = client.delete_("/users/ada");
  EXPECT_EQ(deleted.status_code, 204);
  EXPECT_EQ(deleted.text, "");
  EXPECT_EQ(client.get("/shop").status_code, 200);
  EXPECT_EQ(client.get("/shop?nearest=1").header("location"), "https://example.com/shops/1");
  EXPECT_EQ(client.get("/page").header("content-type"), "text/html; charset=utf-8");
}

TEST(ExtraModels, AnswerAsThePageSays) {
  const std::string page = "tutorial/extra-models.md";
  App app;
  extra_models::set_up(app);
  TestClient client{app};
  Json ada = JsonObject{{"username", "ada"}, {"email", "ada@example.com"}};
  EXPECT_TRUE(shown(page, ada));
  EXPECT_TRUE(shown(page, client.post("/users/", {.json = ada}), 422));
  ada.as_object().set("password", "correct horse");
  EXPECT_TRUE(shown(page, client.post("/users/", {.json = ada}), 201));
  EXPECT_TRUE(shown(page, client.get("/users/")));
  EXPECT_TRUE(shown(page, client.patch("/users/1", {.json = JsonObject{{"full_name", "Ada King"}}})));
  EXPECT_TRUE(shown(page, client.get("/users/1")));
  EXPECT_EQ(client.get("/users/1", {.headers = {{"X-Token", "staff"}}}).json()["id"], Json(1));
  const Json responses = app.openapi()["paths"]["/users/1"]["get"]["responses"];
  EXPECT_TRUE(shown(page, responses["200"]["content"]["application/json"]["schema"]));
  EXPECT_TRUE(shown(page, client.get("/counts/")));
}

TEST(HandlingErrors, AnswersAsThePageSays) {
  const std::string page = "tutorial/handling-errors.md";
  App app;
  handling_errors::set_up(app);
  TestClient client{app};
  EXPECT_EQ(client.get("/items/lamp").status_code, 200);
  EXPECT_TRUE(shown(page, client.get("/items/engine"), 404));
  const auto secret = client.get("/secret");
  EXPECT_TRUE(shown(page, secret, 401));
  EXPECT_EQ(secret.header("www-authenticate"), "Bearer");
  EXPECT_TRUE(shown(page, client.post("/orders/engine"), 409));
  EXPECT_EQ(client.post("/orders/lamp").text, R"({"ordered":"lamp"})");
}

TEST(HandlingErrors, OfValidationCanBeReplaced) {
  App app;
  handling_errors::set_up_override(app);
  TestClient client{app};
  const Json body = JsonObject{{"numbers", JsonArray{1, "two", nullptr}}};
  EXPECT_TRUE(shown("tutorial/handling-errors.md", client.post("/numbers", {.json = body}), 400));
}

TEST(HandlingErrors, MayHaveOneShape) {
  App app;
  handling_errors::set_up_shape(app);
  TestClient client{app};
  const Json body = JsonObject{{"numbers", JsonArray{1, "two"}}};
  EXPECT_TRUE(shown("tutorial/handling-errors.md", client.post("/numbers", {.json = body}), 422));
  const auto missing = client.get("/nowhere");
  EXPECT_EQ(missing.status_code, 404);
  EXPECT_EQ(missing.text, R"({"detail":"Not Found","errors":null,"request_id":null})");
  const Json documented = app.openapi()["paths"]["/numbers"]["post"]["responses"]["422"];
  EXPECT_EQ(documented["content"]["application/json"]["schema"]["$ref"], Json("#/components/schemas/ErrorResponse"));
}

TEST(PathOperationConfiguration, IsInTheDocument) {
  const std::string page = "tutorial/path-operation-configuration.md";
  App app;
  path_operation_configuration::set_up(app);
  const Json paths = app.openapi()["paths"];  // a copy: the document is made anew when the app starts
  EXPECT_TRUE(shown(page, paths["/items/"]["post"]));
  EXPECT_EQ(paths["/articles/"]["get"]["deprecated"], Json(true));
  EXPECT_TRUE(shown(page, paths["/items/{item_id}"]["get"]["responses"]["404"]));
  EXPECT_FALSE(paths.as_object().contains("/ping"));
  TestClient client{app};
  EXPECT_EQ(client.get("/items/2").text, R"({"message":"Item not found"})");
  EXPECT_EQ(client.get("/items/1").status_code, 200);
  EXPECT_EQ(client.get("/ping").text, "null");
  EXPECT_EQ(client.get("/greetings/Ada").text, R"({"message":"Hello Ada"})");
  EXPECT_EQ(paths["/greetings/{name}"]["get"]["summary"], Json("Read Greeting"));
}

}  // namespace
}  // namespace docs
