// The JSON body: whole, embedded, absent, malformed.
#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/model/convert.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/model/partial.hpp>
#include <talaria/params/bind.hpp>
#include <talaria/params/parameters.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

struct Item {
  std::string name;
  Field<double, gt{0}> price;
  std::optional<std::string> note = {};
};
struct User {
  std::string username;
};

// clang-format off
Json whole(Body<Item> item) { return Json(*item); }
Json optional_body(Body<std::optional<Item>> item) { return Json(*item); }
Json nullable_required(Body<std::optional<Item>, "item", required> item) { return Json(*item); }
Json with_default(Body<int, "n", defaults{7}> n) { return *n; }
Json any(Body<Json> body) { return *body; }
Json any_object(Body<JsonObject> body) { return *body; }
Json list(Body<std::vector<int>, "numbers", min_length{1}> numbers) { return Json(*numbers); }
Json limited(Body<int, "n", ge{1}> n) { return *n; }
Json embedded(Body<Item, "item", embed> item) { return Json(*item); }
Json two(Body<Item, "item"> item, Body<User, "user"> user, Body<int, "importance", defaults{3}> importance) {
  return JsonArray{Json(*item), Json(*user), *importance};
}
Json two_optional(Body<std::optional<Item>, "item"> item, Body<std::optional<User>, "user"> user) { return JsonArray{Json(*item), Json(*user)}; }
Json aliased(Body<Item, "item", embed, alias{"the-item"}> item) { return Json(*item); }
User shared(Body<User, "user"> user) { return *user; }
Json by_dependency(Depends<shared> other, Body<User, "user"> user) { return JsonArray{other->username, user->username}; }
Json sent(Body<Item> item) {
  JsonArray names;
  for (const std::string_view name : item.fields_set()) names.push_back(name);
  return JsonArray{std::move(names), model_dump(*item, {.exclude_unset = true, .fields_set = &item.sent()})};
}
Json patched(Body<Item, "item", embed> patch) {
  Item stored{"stored", 1.5, "note"};
  patch.update(stored);
  return Json(stored);
}
Json partial(Body<Partial<Item>> patch) {
  Item stored{"stored", 1.5, "note"};
  patch->update(stored);
  return JsonArray{Json(stored), Json(*patch)};
}
// clang-format on

App& app() {
  static App app;
  static const bool filled = [] {
    app.post<whole>("/whole");
    app.post<optional_body>("/optional");
    app.post<nullable_required>("/nullable_required");
    app.post<with_default>("/default");
    app.post<any>("/any");
    app.post<any_object>("/object");
    app.post<list>("/list");
    app.post<limited>("/limited");
    app.post<embedded>("/embedded");
    app.post<two>("/two");
    app.post<two_optional>("/two_optional");
    app.post<aliased>("/aliased");
    app.post<by_dependency>("/by_dependency");
    app.get<whole>("/whole");
    app.post<sent>("/sent");
    app.patch<patched>("/patched");
    app.patch<partial>("/partial");
    return true;
  }();
  static_cast<void>(filled);
  return app;
}

TestResponse send(const char* url, const std::string& content, const char* content_type = "application/json",
                  const char* method = "POST") {
  static TestClient client(app());
  TestRequest request;
  request.content = content;
  if (content_type != nullptr) request.headers = {{"Content-Type", content_type}};
  return client.request(method, url, request);
}

std::string quoted(std::string text) {
  for (char& c : text) {
    if (c == '\'') c = '"';
  }
  return text;
}

Json missing(JsonArray loc) {
  return JsonObject{{"type", "missing"}, {"loc", std::move(loc)}, {"msg", "Field required"}, {"input", nullptr}};
}

struct Bound {
  const char* url;
  const char* content;
  const char* result;
};

class BindsBody : public ::testing::TestWithParam<Bound> {};

TEST_P(BindsBody, TheValue) {
  const TestResponse response = send(GetParam().url, quoted(GetParam().content));
  EXPECT_EQ(response.status_code, 200) << response.text;
  EXPECT_EQ(response.json(), *parse_json(quoted(GetParam().result))) << response.text;
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(All, BindsBody, ::testing::Values(
  Bound{"/whole", "{'name':'Foo','price':'50.5'}", "{'name':'Foo','price':50.5,'note':null}"},
  Bound{"/whole", " {\n'price': 1, 'extra': [1, {'a': null}], 'name': 'x', 'note': 'n'}\n", "{'name':'x','price':1.0,'note':'n'}"},
  Bound{"/whole", "{'name':'first','name':'last','price':1}", "{'name':'last','price':1.0,'note':null}"},
  Bound{"/optional", "", "null"},
  Bound{"/optional", "null", "null"},
  Bound{"/optional", "{'name':'a','price':2}", "{'name':'a','price':2.0,'note':null}"},
  Bound{"/default", "", "7"},
  Bound{"/default", " null ", "7"},
  Bound{"/default", "8", "8"},
  Bound{"/any", "[1, 2.5, 'x', {'a': null}]", "[1,2.5,'x',{'a':null}]"},
  Bound{"/any", "false", "false"},
  Bound{"/object", "{'b':1,'a':2}", "{'b':1,'a':2}"},
  Bound{"/list", "['1', 2]", "[1,2]"},
  Bound{"/embedded", "{'item':{'name':'a','price':2}}", "{'name':'a','price':2.0,'note':null}"},
  Bound{"/aliased", "{'the-item':{'name':'a','price':2}}", "{'name':'a','price':2.0,'note':null}"},
  Bound{"/two", "{'item':{'name':'a','price':2},'user':{'username':'u'}}", "[{'name':'a','price':2.0,'note':null},{'username':'u'},3]"},
  Bound{"/two", "{'importance':'5','user':{'username':'u'},'item':{'name':'a','price':2}}", "[{'name':'a','price':2.0,'note':null},{'username':'u'},5]"},
  Bound{"/two", "{'importance':null,'user':{'username':'u'},'item':{'name':'a','price':2}}", "[{'name':'a','price':2.0,'note':null},{'username':'u'},3]"},
  Bound{"/two_optional", "", "[null,null]"},
  Bound{"/two_optional", "null", "[null,null]"},
  Bound{"/two_optional", "{'user':{'username':'u'}}", "[null,{'username':'u'}]"},
  Bound{"/by_dependency", "{'username':'u'}", "['u','u']"}));
// clang-format on

TEST(BindBody, AnyMethodMayHaveABody) {
  EXPECT_EQ(send("/whole", R"({"name":"a","price":1})", "application/json", "GET").status_code, 200);
}

TEST(BindBody, MissingBodiesAreReportedAtTheirPlace) {
  for (const char* content : {"", "null", "  null\n"}) {
    EXPECT_EQ(send("/whole", content).json()["detail"], Json(JsonArray{missing({"body"})})) << content;
    EXPECT_EQ(send("/any", content).json()["detail"], Json(JsonArray{missing({"body"})})) << content;
    EXPECT_EQ(send("/nullable_required", content).json()["detail"], Json(JsonArray{missing({"body"})})) << content;
    EXPECT_EQ(send("/embedded", content).json()["detail"], Json(JsonArray{missing({"body", "item"})})) << content;
    EXPECT_EQ(send("/two", content).json()["detail"],
              Json(JsonArray{missing({"body", "item"}), missing({"body", "user"})}));
  }
  EXPECT_EQ(send("/aliased", "{}").json()["detail"], Json(JsonArray{missing({"body", "the-item"})}));
}

TEST(BindBody, WhatIsNoObjectHasNoMembersNotEvenOptionalOnes) {
  for (const char* content : {"[]", "5", "\"text\"", "true"}) {
    EXPECT_EQ(send("/two_optional", content).json()["detail"],
              Json(JsonArray{missing({"body", "item"}), missing({"body", "user"})}))
        << content;
  }
}

TEST(BindBody, ContentThatIsNotDeclaredAsJsonIsText) {
  for (const char* type : {"text/plain", "application/geo+jsonp", "application/x-json", "multipart/json", ""}) {
    const Json detail = send("/whole", "{}", type).json()["detail"];
    EXPECT_EQ(detail[0]["type"], Json("model_attributes_type")) << type;
    EXPECT_EQ(detail[0]["input"], Json("{}")) << type;
  }
  EXPECT_EQ(send("/whole", "{}", nullptr).json()["detail"][0]["type"], Json("model_attributes_type"));
  EXPECT_EQ(send("/two_optional", "{}", "text/plain").text, "[null,null]");
  EXPECT_EQ(send("/two", "{}", "text/plain").json()["detail"][0]["type"], Json("missing"));
}

TEST(BindBody, EveryJsonMediaTypeIsJson) {
  for (const char* type : {"application/json", "application/json; charset=utf-8", "APPLICATION/JSON ;x=y",
                           "application/geo+json", "application/problem+JSON"}) {
    EXPECT_EQ(send("/whole", R"({"name":"a","price":1})", type).status_code, 200) << type;
  }
}

struct Malformed {
  const char* content;
  int place;
  const char* reason;
};

class MalformedBody : public ::testing::TestWithParam<Malformed> {};

TEST_P(MalformedBody, IsReportedAsCPythonWordsIt) {
  for (const char* url : {"/whole", "/two", "/any", "/optional"}) {
    const TestResponse response = send(url, GetParam().content);
    EXPECT_EQ(response.status_code, 422);
    const Json expected = JsonArray{JsonObject{{"type", "json_invalid"},
                                               {"loc", JsonArray{"body", GetParam().place}},
                                               {"msg", "JSON decode error"},
                                               {"input", JsonObject{}},
                                               {"ctx", JsonObject{{"error", GetParam().reason}}}}};
    EXPECT_EQ(response.json()["detail"], expected) << response.text;
  }
}

INSTANTIATE_TEST_SUITE_P(All, MalformedBody,
                         ::testing::Values(Malformed{"{\"name\": x}", 9, "Expecting value"},
                                           Malformed{"{\"é€😀\": x}", 8, "Expecting value"},
                                           Malformed{"{name: 1}", 1,
                                                     "Expecting property name enclosed in double quotes"},
                                           Malformed{"{\"name\": 1", 10, "Expecting ',' delimiter"},
                                           Malformed{"{\"name\" 1}", 8, "Expecting ':' delimiter"},
                                           Malformed{"{} x", 3, "Extra data"}, Malformed{" ", 1, "Expecting value"}));

TEST(BindBody, ABodyThatIsNoTextIs400) {
  const TestResponse response = send("/whole", "{\"name\": \"\xff\xfe\"}");
  EXPECT_EQ(response.status_code, 400);
  EXPECT_EQ(response.text, R"({"detail":"There was an error parsing the body"})");
}

TEST(BindBody, ABodyThatIsNestedTooDeeplyIs400) {
  const TestResponse response = send("/any", std::string(100000, '['));
  EXPECT_EQ(response.status_code, 400) << response.text.substr(0, 200);
}

TEST(BindBody, EveryViolationIsReported) {
  const Json detail = send("/two", R"({"item":{"price":-1},"user":5,"importance":"x"})").json()["detail"];
  std::vector<std::string> found;
  for (const auto& error : detail.as_array()) found.push_back(error["type"].as_string() + dump_json(error["loc"]));
  EXPECT_THAT(found,
              ::testing::ElementsAre(R"(missing["body","item","name"])", R"(greater_than["body","item","price"])",
                                     R"(model_attributes_type["body","user"])", R"(int_parsing["body","importance"])"));
}

TEST(BindBody, ConstraintsOfAWholeBodyHold) {
  EXPECT_EQ(send("/limited", "0").json()["detail"][0]["loc"], Json(JsonArray{"body"}));
  EXPECT_EQ(send("/list", "[]").json()["detail"][0]["type"], Json("too_short"));
}

TEST(BindBody, ABodyThatIsSharedByNameIsReportedForEachMention) {
  const Json detail = send("/by_dependency", "{}").json()["detail"];
  EXPECT_EQ(detail.as_array().size(), 2u) << dump_json(detail);
}

TEST(Sent, IsRemembered) {
  TestClient client(app());
  EXPECT_EQ(client.post("/sent", {.json = JsonObject{{"name", "a"}, {"price", 2}}}).text,
            R"([["name","price"],{"name":"a","price":2.0}])");
  EXPECT_EQ(client.post("/sent", {.json = JsonObject{{"name", "a"}, {"price", "2"}, {"note", nullptr}}}).text,
            R"([["name","price","note"],{"name":"a","price":2.0,"note":null}])");
}

TEST(Sent, IsWhatAnUpdateChanges) {
  TestClient client(app());
  EXPECT_EQ(client.patch("/patched", {.json = JsonObject{{"item", JsonObject{{"name", "a"}, {"price", 2}}}}}).text,
            R"({"name":"a","price":2.0,"note":"note"})");
  EXPECT_EQ(client.patch("/partial", {.json = JsonObject{{"note", nullptr}}}).text,
            R"([{"name":"stored","price":1.5,"note":null},{"note":null}])");
  EXPECT_EQ(client.patch("/partial", {.json = JsonObject{{"price", 0}}}).status_code, 422);
}

}  // namespace
}  // namespace talaria
