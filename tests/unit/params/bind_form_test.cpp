// Forms, files and parameter models, through an app: what FastAPI 0.162 answered to the same requests.
#include <gmock/gmock.h>

#include <talaria/talaria.hpp>

namespace talaria {
namespace {

Task<Json> text(Form<std::string, "x"> x) {
  co_return x;
}
Task<Json> upload(File<UploadFile, "x"> x) {
  std::string content = co_await x.read();
  co_return JsonArray{Json(x.filename()), Json(content)};
}
Task<Json> octets(File<std::string, "x", min_length{3}, max_length{5}> x) {
  co_return x.size();
}
Task<Json> octet_list(File<std::vector<std::string>, "x"> x) {
  JsonArray sizes;
  for (const auto& one : x) sizes.push_back(one.size());
  co_return sizes;
}
Task<Json> optional_file(File<std::optional<UploadFile>, "x"> x) {
  co_return x.has_value();
}
Task<Json> list(Form<std::vector<int>, "x"> x, Form<std::optional<std::string>, "y", defaults{"dflt"}> y) {
  co_return JsonArray{Json(x), Json(y)};
}
Task<Json> one(Form<int, "x", ge{3}, defaults{5}> x) {
  co_return x;
}
Task<Json> both(File<UploadFile, "x"> x, File<std::string, "x"> again, Form<std::string, "t"> t) {
  std::string content = co_await x.read();
  co_return JsonArray{Json(content), Json(again), Json(t)};
}

struct Login {
  int a;
  Field<std::vector<std::string>, defaults{"x"}> b;
  std::optional<std::string> c;
  Field<std::string, defaults{"dd"}> d;
};
Task<Json> model(Form<Login> login) {
  co_return login;
}
struct Upload {
  UploadFile f;
  std::string t;
};
Task<Json> model_with_file(File<Upload> upload) {
  co_return upload.f.filename();
}

Task<Json> query_model(Query<Login> query) {
  co_return query;
}
struct Fields {
  bool save_data;
  Field<std::vector<std::string>, defaults{}> x_tag;
  Field<std::optional<std::string>, alias{"X_Raw"}> raw;
};
Task<Json> header_model(Header<Fields> fields) {
  co_return fields;
}
Task<Json> cookie_model(Cookie<Login> cookies) {
  co_return cookies;
}
Task<Json> raw_form(Request& request) {
  http::FormData* form = co_await request.form();
  JsonArray out;
  for (const auto& entry : form->entries()) {
    out.push_back(JsonArray{Json(entry.name), Json(entry.is_file() ? entry.file.filename() : entry.text)});
  }
  co_return out;
}
Task<Json> raw_json(Request& request) {
  Json json = co_await request.json();
  co_return json;
}
Task<Json> raw_stream(Request& request) {
  auto stream = request.stream();
  std::size_t size = 0;
  while (true) {
    const std::string_view piece = co_await stream.next();
    if (piece.empty()) break;
    size += piece.size();
  }
  co_return size;
}
Task<Json> plain(Body<std::string, "x", media_type{"text/plain"}> x) {
  co_return *x;
}
Task<Json> declared(Body<Login, "x", media_type{"application/vnd.api+json"}> x) {
  co_return x->a;
}

class Forms : public ::testing::Test {
 protected:
  Forms() {
    app_.post<text>("/text");
    app_.post<upload>("/upload");
    app_.post<octets>("/octets");
    app_.post<octet_list>("/octet_list");
    app_.post<optional_file>("/optional");
    app_.post<list>("/list");
    app_.post<one>("/one");
    app_.post<both>("/both");
    app_.post<model>("/model");
    app_.post<model_with_file>("/model_with_file");
    app_.get<query_model>("/query");
    app_.get<header_model>("/header");
    app_.get<cookie_model>("/cookie");
    app_.post<raw_form>("/raw");
    app_.post<raw_json>("/json");
    app_.post<raw_stream>("/stream", {.max_body_size = 10});
    app_.post<plain>("/plain", {.strict_content_type = false});
    app_.post<declared>("/declared", {.max_body_size = 20});
    client_.emplace(app_);
  }

  // The status and the JSON, or of a 422 its only error without `msg`.
  std::string post(std::string_view path, const TestRequest& request = {}) {
    return show(client_->post(path, request));
  }
  std::string get(std::string_view path, const TestRequest& request = {}) { return show(client_->get(path, request)); }
  static std::string show(const TestResponse& response) {
    return std::to_string(response.status_code) + " " + response.text;
  }
  Json schema(std::string_view path, std::string_view method = "post") { return app_.openapi()["paths"][path][method]; }

  App app_;
  std::optional<TestClient> client_;
};

std::string error(std::string_view type, std::string_view loc, std::string_view msg, std::string_view input,
                  std::string_view ctx = {}) {
  std::string out = "422 {\"detail\":[{\"type\":\"" + std::string(type) + "\",\"loc\":" + std::string(loc) +
                    ",\"msg\":\"" + std::string(msg) + "\",\"input\":" + std::string(input);
  if (!ctx.empty()) out += ",\"ctx\":" + std::string(ctx);
  return out + "}]}";
}

const TestFile hello{"x", "n.txt", "hello!"};
const std::string missing_x = error("missing", R"(["body","x"])", "Field required", "null");

TEST_F(Forms, BindsTexts) {
  EXPECT_EQ(post("/text", {.data = {{"x", "1"}, {"x", "two words"}}}), "200 \"two words\"");
  EXPECT_EQ(post("/text", {.data = {{"x", "1"}}, .files = {{"y", "f", ""}}}), "200 \"1\"");
  EXPECT_EQ(post("/text", {.data = {{"x", ""}}}), missing_x);
  EXPECT_EQ(post("/text"), missing_x);
  EXPECT_EQ(post("/text", {.json = JsonObject{{"x", "1"}}}), missing_x);
  const std::string file = post("/text", {.files = {hello}});
  EXPECT_THAT(file, ::testing::HasSubstr(R"("type":"string_type","loc":["body","x"])"));
  EXPECT_THAT(file, ::testing::HasSubstr(R"("input":{"filename":"n.txt","file":{},"size":6,"headers":{)"));
}

TEST_F(Forms, BindsListsAndDefaults) {
  EXPECT_EQ(post("/list", {.data = {{"x", "1"}, {"x", "2"}, {"y", ""}}}), R"(200 [[1,2],"dflt"])");
  EXPECT_EQ(post("/list", {.data = {{"x", "1"}, {"x", "b"}}}),
            error("int_parsing", R"(["body","x",1])",
                  "Input should be a valid integer, unable to parse string as an integer", "\"b\""));
  EXPECT_EQ(post("/list", {.data = {{"y", "1"}}}), missing_x);
  EXPECT_EQ(post("/one", {.data = {{"x", ""}}}), "200 5");
  EXPECT_EQ(post("/one"), "200 5");
  EXPECT_EQ(post("/one", {.data = {{"x", "2"}}}),
            error("greater_than_equal", R"(["body","x"])", "Input should be greater than or equal to 3", "\"2\"",
                  R"({"ge":3})"));
}

TEST_F(Forms, BindsFiles) {
  EXPECT_EQ(post("/upload", {.files = {hello}}), R"(200 ["n.txt","hello!"])");
  EXPECT_EQ(post("/upload", {.data = {{"x", "abc"}}}),
            error("value_error", R"(["body","x"])", "Value error, Expected UploadFile, received: <class 'str'>",
                  "\"abc\"", R"({"error":{}})"));
  EXPECT_EQ(post("/upload", {.data = {{"y", "abc"}}}), missing_x);
  EXPECT_EQ(post("/upload", {.files = {{"x", "", ""}}}), missing_x) << "nothing was chosen";
  EXPECT_EQ(post("/optional", {.files = {{"x", "", ""}}}), "200 false");
  EXPECT_EQ(post("/optional"), "200 false");
  EXPECT_EQ(post("/optional", {.files = {hello}}), "200 true");
}

TEST_F(Forms, BindsOctets) {
  EXPECT_EQ(post("/octets", {.files = {{"x", "n", "abcd"}}}), "200 4");
  EXPECT_EQ(post("/octets", {.data = {{"x", "abcd"}}}), "200 4");
  EXPECT_EQ(post("/octets", {.files = {hello}}),
            error("bytes_too_long", R"(["body","x"])", "Data should have at most 5 bytes", "\"hello!\"",
                  R"({"max_length":5})"));
  EXPECT_EQ(
      post("/octets", {.files = {{"x", "n", ""}}}),
      error("bytes_too_short", R"(["body","x"])", "Data should have at least 3 bytes", "\"\"", R"({"min_length":3})"));
  EXPECT_EQ(post("/octets", {.data = {{"x", ""}}}), missing_x);
  EXPECT_EQ(post("/octet_list", {.files = {{"x", "n", "a"}, {"x", "n", "abc"}}}), "200 [1,3]");
  EXPECT_EQ(post("/both", {.data = {{"t", "1"}}, .files = {hello}}), R"(200 ["hello!","hello!","1"])");
}

TEST_F(Forms, BindsModels) {
  EXPECT_EQ(post("/model", {.data = {{"a", "1"}, {"b", "p"}, {"b", "q"}}}),
            R"(200 {"a":1,"b":["p","q"],"c":null,"d":"dd"})");
  EXPECT_EQ(post("/model", {.data = {{"a", "x"}, {"z", "1"}, {"z", "2"}}}),
            error("int_parsing", R"(["body","a"])",
                  "Input should be a valid integer, unable to parse string as an integer", "\"x\""));
  EXPECT_EQ(post("/model", {.data = {{"z", "1"}, {"z", "2"}, {"y", "3"}}}),
            error("missing", R"(["body","a"])", "Field required", R"({"b":["x"],"d":"dd","z":["1","2"],"y":"3"})"));
  EXPECT_EQ(post("/model_with_file", {.data = {{"t", "1"}}, .files = {{"f", "n", ""}}}), "200 \"n\"");
  EXPECT_EQ(post("/model_with_file", {.data = {{"t", "1"}, {"f", "1"}}}),
            error("value_error", R"(["body","f"])", "Value error, Expected UploadFile, received: <class 'str'>",
                  "\"1\"", R"({"error":{}})"));
}

TEST_F(Forms, BindsParameterModels) {
  EXPECT_EQ(get("/query?a=1&b=p&b=q&z=1"), R"(200 {"a":1,"b":["p","q"],"c":null,"d":"dd"})");
  EXPECT_EQ(get("/query?d=&b=1"), error("missing", R"(["query","a"])", "Field required", R"({"b":["1"],"d":""})"));
  EXPECT_EQ(get("/header", {.headers = {{"Save-Data", "true"}, {"x-tag", "1"}, {"X-Tag", "2"}, {"x_raw", "r"}}}),
            R"(200 {"save_data":true,"x_tag":["1","2"],"X_Raw":"r"})");
  EXPECT_EQ(get("/header"), error("missing", R"(["header","save_data"])", "Field required",
                                  R"({"x_tag":[],"host":"testserver","accept":"*/*","accept-encoding":"gzip, deflate",)"
                                  R"("connection":"keep-alive","user-agent":"testclient"})"));
  EXPECT_EQ(get("/cookie", {.cookies = {{"c", "1"}, {"a", "2"}}}), R"(200 {"a":2,"b":["x"],"c":"1","d":"dd"})");
}

TEST_F(Forms, AnswersWhatIsNoFormWith400) {
  const auto multipart = [&](std::string_view path, std::string_view type, std::string content) {
    return post(path, {.headers = {{"content-type", std::string(type)}}, .content = std::move(content)});
  };
  for (const char* path : {"/text", "/raw"}) {
    EXPECT_EQ(multipart(path, "multipart/form-data", "x"), R"(400 {"detail":"Missing boundary in multipart."})");
    EXPECT_EQ(multipart(path, "multipart/form-data; boundary=b", "junk"),
              R"(400 {"detail":"Invalid multipart data."})");
  }
}

TEST_F(Forms, GivesTheRequestItself) {
  EXPECT_EQ(post("/raw", {.data = {{"a", "1"}}, .files = {hello}}), R"(200 [["a","1"],["x","n.txt"]])");
  EXPECT_EQ(post("/json", {.content = "[1]"}), "200 [1]");
  EXPECT_THAT(post("/json", {.content = "[1"}), ::testing::StartsWith("422 {\"detail\":[{\"type\":\"json_invalid\""));
  EXPECT_EQ(post("/stream", {.content = "0123456789"}), "200 10");
}

TEST_F(Forms, LimitsTheBodyOfARoute) {
  EXPECT_EQ(post("/stream", {.content = "0123456789a"}), R"(413 {"detail":"the content is too large"})");
  EXPECT_EQ(post("/declared", {.json = JsonObject{{"a", 1}, {"d", "0123456789"}}}),
            R"(413 {"detail":"the content is too large"})");
}

TEST_F(Forms, ReadsBodiesOfDeclaredTypes) {
  EXPECT_EQ(post("/plain", {.headers = {{"content-type", "text/plain"}}, .content = "hey"}), "200 \"hey\"");
  EXPECT_EQ(post("/plain", {.content = "\"hey\""}), "200 \"hey\"") << "JSON without a content type";
  EXPECT_EQ(post("/declared", {.headers = {{"content-type", "application/vnd.api+json"}}, .content = "{\"a\":1}"}),
            "200 1");
}

TEST_F(Forms, Documents) {
  const auto content = [&](std::string_view path) { return dump_json(schema(path)["requestBody"]["content"]); };
  const auto component = [&](std::string_view name) {
    return dump_json(app_.openapi()["components"]["schemas"][name]);
  };
  EXPECT_EQ(content("/text"),
            R"({"application/x-www-form-urlencoded":{"schema":{"$ref":"#/components/schemas/Body_text_text_post"}}})");
  EXPECT_EQ(content("/upload"),
            R"({"multipart/form-data":{"schema":{"$ref":"#/components/schemas/Body_upload_upload_post"}}})");
  EXPECT_EQ(content("/model"),
            R"({"application/x-www-form-urlencoded":{"schema":{"$ref":"#/components/schemas/Login"}}})");
  EXPECT_EQ(content("/model_with_file"),
            R"({"multipart/form-data":{"schema":{"$ref":"#/components/schemas/Upload"}}})");
  EXPECT_EQ(content("/plain"), R"({"text/plain":{"schema":{"type":"string","title":"X"}}})");
  EXPECT_EQ(content("/declared"), R"({"application/vnd.api+json":{"schema":{"$ref":"#/components/schemas/Login"}}})");
  EXPECT_EQ(component("Body_octets_octets_post"),
            R"({"properties":{"x":{"type":"string","maxLength":5,"minLength":3,)"
            R"("contentMediaType":"application/octet-stream","title":"X"}},"type":"object","required":["x"],)"
            R"("title":"Body_octets_octets_post"})");
  EXPECT_EQ(component("Body_octet_list_octet_list_post"),
            R"({"properties":{"x":{"items":{"type":"string","contentMediaType":"application/octet-stream"},)"
            R"("type":"array","title":"X"}},"type":"object","required":["x"],)"
            R"("title":"Body_octet_list_octet_list_post"})");
  EXPECT_FALSE(schema("/one")["requestBody"].as_object().contains("required"));
  EXPECT_EQ(dump_json(schema("/header", "get")["parameters"].as_array()[0]),
            R"({"name":"save-data","in":"header","required":true,"schema":{"type":"boolean","title":"Save Data"}})");
  EXPECT_EQ(schema("/query", "get")["parameters"].as_array().size(), 4u);
  EXPECT_FALSE(app_.openapi()["components"]["schemas"].as_object().contains("Fields"));
}

Task<int> whole(Form<Login> login) {
  co_return login.a;
}
Task<Json> beside(Depends<whole> a, Form<std::string, "y"> y) {
  co_return JsonArray{Json(*a), Json(y)};
}
struct Closed {
  int a;
  static constexpr ModelConfig model_config{.extra = Extra::forbid};
};
Task<Json> two_models(Form<Closed> closed, Form<Login> login, File<UploadFile, "f"> file) {
  co_return JsonArray{Json(closed.a), Json(login.d), Json(file.filename())};
}

// As FastAPI has it since 0.162: earlier ones asked for a field that no form can have.
TEST(FormModels, TakeTheWholeFormAlsoBesideOthers) {
  App app;
  app.post<beside>("/beside");
  app.post<two_models>("/two");
  TestClient client(app);
  const auto post = [&](std::string_view path, std::vector<std::pair<std::string, std::string>> data) {
    const auto response = client.post(path, {.data = std::move(data)});
    return std::to_string(response.status_code) + " " + response.text;
  };
  EXPECT_EQ(post("/beside", {{"a", "1"}, {"y", "z"}}), R"(200 [1,"z"])");
  EXPECT_EQ(
      post("/beside", {{"a", "x"}}),
      R"(422 {"detail":[{"type":"int_parsing","loc":["body","a"],"msg":"Input should be a valid integer, unable to )"
      R"(parse string as an integer","input":"x"},{"type":"missing","loc":["body","y"],"msg":"Field required",)"
      R"("input":null}]})");
  EXPECT_EQ(post("/two", {{"a", "1"}, {"d", "e"}}),
            R"(422 {"detail":[{"type":"extra_forbidden","loc":["body","d"],"msg":"Extra inputs are not permitted",)"
            R"("input":"e"},{"type":"missing","loc":["body","f"],"msg":"Field required","input":null}]})");
  const auto component = [&](std::string_view name) { return dump_json(app.openapi()["components"]["schemas"][name]); };
  EXPECT_EQ(component("Body_beside_beside_post"),
            R"({"allOf":[{"$ref":"#/components/schemas/Login"}],"properties":{"y":{"type":"string","title":"Y"}},)"
            R"("type":"object","required":["y"],"title":"Body_beside_beside_post"})");
  EXPECT_EQ(component("Body_two_models_two_post"),
            R"({"allOf":[{"$ref":"#/components/schemas/Closed"},{"$ref":"#/components/schemas/Login"}],"properties":)"
            R"({"f":{"type":"string","contentMediaType":"application/octet-stream","title":"F"}},"type":"object",)"
            R"("required":["f"],"title":"Body_two_models_two_post"})");
}

struct Names {
  Field<std::vector<int>, validation_alias{AliasChoices{"id", "ids", AliasPath{"all", 1}}}> ids;
  Field<int, validation_alias{AliasChoices{"X-Size", "size"}}, defaults{7}> size;
};
Task<Json> names(Query<Names> query) {
  co_return query;
}
Task<Json> header_names(Header<Names> fields) {
  co_return fields;
}
Task<Json> one_name(Query<int, "a", validation_alias{"the-a"}> a) {
  co_return a;
}

TEST(ParameterModels, TakeTheirFieldsUnderSeveralNames) {
  App app;
  app.get<names>("/query");
  app.get<header_names>("/header");
  app.get<one_name>("/one");
  TestClient client(app);
  const auto get = [&](std::string_view path, std::vector<std::pair<std::string, std::string>> headers = {}) {
    return client.get(path, {.headers = std::move(headers)}).text;
  };
  EXPECT_EQ(get("/query?id=1&size=2"), R"({"ids":[1],"size":2})");
  EXPECT_EQ(get("/query?ids=1&ids=2&X-Size=3"), R"({"ids":[1,2],"size":3})");
  EXPECT_EQ(get("/query?id=x&size=y"),
            R"({"detail":[{"type":"int_parsing","loc":["query","id",0],"msg":"Input should be a valid integer, unable )"
            R"(to parse string as an integer","input":"x"},{"type":"int_parsing","loc":["query","size"],"msg":"Input )"
            R"(should be a valid integer, unable to parse string as an integer","input":"y"}]})");
  EXPECT_EQ(get("/query"), R"({"detail":[{"type":"missing","loc":["query","id"],"msg":"Field required","input":{}}]})");
  EXPECT_EQ(get("/header", {{"id", "4"}, {"x-size", "5"}}), R"({"ids":[4],"size":5})");
  EXPECT_EQ(get("/one?the-a=5"), "5");
  const Json& parameters = app.openapi()["paths"]["/query"]["get"]["parameters"];
  EXPECT_EQ(parameters[0]["name"], Json("id"));
  EXPECT_EQ(app.openapi()["paths"]["/one"]["get"]["parameters"][0]["name"], Json("the-a"));
}

}  // namespace
}  // namespace talaria
