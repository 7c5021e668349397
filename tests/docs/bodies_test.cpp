// Bodies: models, several of them, fields, nesting.
#include "pages.hpp"

// clang-format off
namespace body { void set_up(talaria::App& app); }
namespace body_multiple_params { void set_up(talaria::App& app); }
namespace body_fields { void set_up(talaria::App& app); }
namespace body_nested_models { void set_up(talaria::App& app); }
namespace extra_data_types { void set_up(talaria::App& app); }
namespace unions { void set_up(talaria::App& app); }
namespace body_updates { void set_up(talaria::App& app); }
namespace schema_extra_example { void set_up(talaria::App& app); }
// clang-format on

namespace docs {
namespace {

using namespace talaria;

TEST(Body, AnswersAsThePageSays) {
  const std::string page = "tutorial/body.md";
  App app;
  body::set_up(app);
  TestClient client{app};
  const Json item = JsonObject{{"name", "Lamp"}, {"price", 45.2}};
  EXPECT_TRUE(shown(page, item));
  EXPECT_TRUE(shown(page, client.post("/items/", {.json = item})));
  EXPECT_TRUE(shown(page, client.post("/items/", {.json = JsonObject{{"price", "much"}}}), 422));
  EXPECT_TRUE(
      shown(page, client.post("/items/", {.headers = {{"content-type", "application/json"}}, .content = "{"}), 422));
  EXPECT_EQ(client.post("/prices/", {.json = JsonObject{{"name", "Lamp"}, {"price", 40}, {"discount", 2.5}}}).text,
            R"({"name":"Lamp","price_with_discount":37.5})");
  EXPECT_TRUE(shown(page, client.put("/items/3?q=brass", {.json = item})));
}

TEST(BodyMultipleParams, AnswersAsThePageSays) {
  const std::string page = "tutorial/body-multiple-params.md";
  App app;
  body_multiple_params::set_up(app);
  TestClient client{app};
  const Json item = JsonObject{{"name", "Lamp"}, {"price", 42.5}};
  const Json several = JsonObject{{"item", item}, {"user", JsonObject{{"username", "ada"}}}, {"importance", 5}};
  EXPECT_TRUE(shown(page, several));
  EXPECT_TRUE(shown(page, client.put("/items/3", {.json = several})));
  const Json embedded = JsonObject{{"item", item}};
  EXPECT_TRUE(shown(page, embedded));
  EXPECT_EQ(client.put("/embedded/3", {.json = embedded}).status_code, 200);
  EXPECT_TRUE(shown(page, client.put("/embedded/3", {.json = item}), 422));
}

TEST(BodyFields, AnswersAsThePageSays) {
  const std::string page = "tutorial/body-fields.md";
  App app;
  body_fields::set_up(app);
  TestClient client{app};
  const Json item = JsonObject{{"name", "Lamp"}, {"price", 2.5}, {"amount", 4}};
  EXPECT_TRUE(shown(page, client.post("/items/", {.json = item})));
  EXPECT_TRUE(shown(page, client.post("/items/", {.json = JsonObject{{"name", ""}, {"price", 0}}}), 422));
  EXPECT_TRUE(shown(page, app.openapi()["components"]["schemas"]["Item"]["properties"]["price"]));
  EXPECT_EQ(client.post("/labels/", {.json = JsonObject{{"tag", "Brass"}}}).text, R"({"tag":"brass"})");
  EXPECT_TRUE(shown(page, client.post("/labels/", {.json = JsonObject{{"tag", "very old"}}}), 422));
  EXPECT_EQ(client.post("/books/", {.json = JsonObject{{"title", "Iliad"}}}).text,
            R"({"title":"Iliad","description":""})");
  EXPECT_EQ(app.openapi()["components"]["schemas"]["Book"]["properties"]["title"]["title"], Json("Title of the book"));
  EXPECT_EQ(client.post("/periods/", {.json = JsonObject{{"first_year", 1}, {"last_year", 2}}}).status_code, 200);
  EXPECT_TRUE(shown(page, client.post("/periods/", {.json = JsonObject{{"first_year", 2}, {"last_year", 1}}}), 422));
  EXPECT_EQ(client.post("/vouchers/", {.json = JsonObject{}}).text, R"({"code":"generated"})");
}

TEST(BodyNestedModels, AnswerAsThePageSays) {
  const std::string page = "tutorial/body-nested-models.md";
  App app;
  body_nested_models::set_up(app);
  TestClient client{app};
  const Json good =
      JsonObject{{"name", "Lamp"},
                 {"tags", JsonArray{"brass", "old", "brass"}},
                 {"image", JsonObject{{"url", "http://example.com/lamp.jpg"}, {"name", "From the side"}}}};
  EXPECT_TRUE(shown(page, good));
  const Json answer = client.post("/items/", {.json = good}).json();
  EXPECT_EQ(answer["tags"].as_array().size(), 2u);
  EXPECT_EQ(answer["gallery"], Json(nullptr));
  const Json bad = JsonObject{
      {"name", "Lamp"},
      {"gallery", JsonArray{JsonObject{{"url", "http://example.com"}, {"name", "A"}}, JsonObject{{"url", "ftp://b"}}}}};
  EXPECT_TRUE(shown(page, client.post("/items/", {.json = bad}), 422));
  EXPECT_EQ(client.post("/images/", {.json = JsonArray{}}).text, R"({"count":0})");
  EXPECT_EQ(client.post("/weights/", {.json = JsonObject{{"a", 1.5}, {"b", 2}}}).text, R"({"sum":3.5})");
  EXPECT_EQ(client.post("/names/", {.json = JsonArray{"a", "b"}}).text, R"({"names":["a","b"]})");
  EXPECT_EQ(client.post("/names/", {.json = JsonArray{"a", ""}}).status_code, 422);
}

TEST(ExtraDataTypes, AnswersAsThePageSays) {
  const std::string page = "tutorial/extra-data-types.md";
  App app;
  extra_data_types::set_up(app);
  TestClient client{app};
  const Json plan = JsonObject{{"start", "2026-11-21T10:00:00Z"},
                               {"end", "2026-11-22T12:30:00+02:00"},
                               {"process_after", "PT90M"},
                               {"repeat_at", "09:15"}};
  EXPECT_TRUE(shown(page, plan));
  EXPECT_TRUE(shown(page, client.put("/items/3fa85f64-5717-4562-b3fc-2c963f66afa6", {.json = plan})));
  EXPECT_TRUE(shown(page, client.put("/items/abc", {.json = plan}), 422));
  const Json report = JsonObject{{"day", "2019-12-31"}, {"written_at", "9999-12-31T00:00:00Z"}};
  EXPECT_TRUE(shown(page, client.post("/reports/", {.json = report}), 422));
  EXPECT_TRUE(shown(page, client.get("/lamps/?color=%23ff8800")));
  EXPECT_TRUE(shown(page, client.get("/lamps/?color=red"), 422));
}

TEST(Unions, AnswerAsThePageSays) {
  const std::string page = "tutorial/unions.md";
  App app;
  unions::set_up(app);
  TestClient client{app};
  EXPECT_TRUE(shown(page, client.get("/vehicles/airbus")));
  EXPECT_EQ(client.get("/vehicles/roadster").text, R"({"description":"All my friends drive a low rider","doors":2})");
  EXPECT_TRUE(shown(page, client.get("/vehicles/bicycle"), 422));
  const Json owner = JsonObject{{"name", "Ada"}, {"pet", JsonObject{{"pet_type", "cat"}, {"lives", 9}}}};
  EXPECT_TRUE(shown(page, owner));
  EXPECT_EQ(client.post("/owners/", {.json = owner}).text, R"({"lives":9})");
  const auto owner_of = [](const char* type) {
    return JsonObject{{"name", "Ada"}, {"pet", JsonObject{{"pet_type", type}}}};
  };
  EXPECT_TRUE(shown(page, client.post("/owners/", {.json = owner_of("parrot")}), 422));
  EXPECT_TRUE(shown(page, client.post("/owners/", {.json = owner_of("dog")}), 422));
  const Json place =
      JsonObject{{"name", "Home"}, {"position", JsonArray{52.5, 13.4}}, {"color", JsonArray{255, 136, 0}}};
  EXPECT_TRUE(shown(page, client.post("/places/", {.json = place})));
  const Json tmp = JsonObject{{"name", "tmp"}, {"trash", JsonObject{{"name", "old"}}}};
  const Json root = JsonObject{{"name", "/"}, {"folders", JsonArray{JsonObject{{"name", "home"}}, tmp}}};
  EXPECT_TRUE(shown(page, root));
  EXPECT_EQ(client.post("/folders/", {.json = root}).text, R"({"folders":2,"trash":false})");
}

TEST(SchemaExtraExample, IsDocumentedAsThePageSays) {
  const std::string page = "tutorial/schema-extra-example.md";
  App app;
  schema_extra_example::set_up(app);
  const Json& schemas = app.openapi()["components"]["schemas"];
  EXPECT_EQ(schemas["Item"]["properties"]["price"]["examples"], Json(JsonArray{35.4}));
  EXPECT_EQ(schemas["Item"]["properties"]["tax"]["examples"], Json(JsonArray{3.2}));
  EXPECT_TRUE(shown(page, schemas["Order"]));
  const auto content = [&](const char* path, const char* method) {
    return app.openapi()["paths"][path][method]["requestBody"]["content"]["application/json"];
  };
  EXPECT_EQ(content("/orders/large/", "post")["schema"]["examples"][0]["amount"], Json(5));
  EXPECT_EQ(content("/items/{item_id}", "put")["examples"]["normal"]["summary"], Json("A normal example"));
}

TEST(BodyUpdates, AnswerAsThePageSays) {
  const std::string page = "tutorial/body-updates.md";
  App app;
  body_updates::set_up(app);
  TestClient client{app};
  const Json bar = JsonObject{
      {"name", "Bar"}, {"description", "The bartenders"}, {"price", 3.0}, {"tax", 20.2}, {"tags", JsonArray{}}};
  const auto put = [&](const Json& item) { return client.put("/items/bar", {.json = item}); };
  EXPECT_EQ(put(bar).json(), bar);
  EXPECT_TRUE(shown(page, put(JsonObject{{"name", "Bar"}, {"price", 3}})));
  put(bar);
  EXPECT_TRUE(shown(page, client.patch("/items/bar", {.json = JsonObject{{"price", 62}, {"description", nullptr}}})));
  EXPECT_TRUE(shown(page, client.patch("/items/bar", {.json = JsonObject{{"name", nullptr}, {"price", -1}}}), 422));
  EXPECT_EQ(client.patch("/items/foo", {.json = JsonObject{}}).status_code, 404);
  EXPECT_FALSE(app.openapi()["components"]["schemas"]["Partial_Item_"].as_object().contains("required"));
  EXPECT_TRUE(shown(page, client.post("/announcements/", {.json = JsonObject{{"price", 5}}})));
  EXPECT_EQ(client.post("/announcements/", {.json = JsonObject{{"tax", 5}}}).status_code, 400);
  put(bar);
  const Json tags = JsonObject{{"tags", JsonArray{"old"}}};
  EXPECT_EQ(client.patch("/items/bar/description", {.json = tags}).json()["tags"], Json(JsonArray{"old"}));
  EXPECT_TRUE(shown(page, client.patch("/updates/bar", {.json = JsonObject{{"description", "The bartenders"}}})));
  EXPECT_TRUE(shown(page, client.patch("/sale/", {.json = JsonObject{{"reduced_price", 12}}}), 422));
  EXPECT_EQ(client.patch("/sale/", {.json = JsonObject{{"price", 9}}}).text, R"({"price":9.0,"reduced_price":8.0})");
}

}  // namespace
}  // namespace docs
