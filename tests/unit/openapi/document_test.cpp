#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/http/url.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/openapi/document.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Json read_snapshot(const std::string& name) {
  std::ifstream file(std::string(TALARIA_SNAPSHOTS) + "/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  auto parsed = parse_json(text.str());
  if (!parsed) throw std::runtime_error(name + ": " + parsed.error().message);
  return std::move(parsed).value();
}

// Where two documents differ, as lines; an empty text when they are equal.
std::string difference(const Json& real, const Json& expected, const std::string& at = "") {
  if (real == expected) return "";
  std::string text;
  const JsonObject* a = real.if_object();
  const JsonObject* b = expected.if_object();
  if (a != nullptr && b != nullptr) {
    for (const auto& [name, value] : *b) {
      const Json* mine = a->find(name);
      text += mine != nullptr ? difference(*mine, value, at + "/" + name) : at + "/" + name + " is missing\n";
    }
    for (const auto& member : *a) {
      if (!b->contains(member.name)) text += at + "/" + member.name + " should not be there\n";
    }
    return text;
  }
  if (real.is_array() && expected.is_array() && real.as_array().size() == expected.as_array().size()) {
    for (std::size_t i = 0; i < real.as_array().size(); ++i) {
      text += difference(real[i], expected[i], at + "/" + std::to_string(i));
    }
    return text;
  }
  return at + ": " + dump_json(real) + " and not " + dump_json(expected) + "\n";
}

// The same app as in shop.py, which is what made the snapshot.

enum class Size { small, large };
struct Part {
  std::string name;
  Field<int, defaults{1}> count;
};
struct Item {
  std::string name;
  Field<double, gt{0}, description{"The price"}> price;
  std::optional<Size> size = {};
  Field<std::vector<std::string>, defaults{}> tags = {};
  Field<std::map<std::string, Part>, defaults{}> parts = {};
};
struct Message {
  std::string message;
};

// clang-format off
int page(Query<int, "limit", le{100}, defaults{20}>, Query<int, "skip", defaults{0}>) { return 0; }
Task<int> get_token(Header<std::string, "x_token">, Depends<page>) { co_return 1; }
Task<Item> read_item(Path<int, "item_id", ge{1}, title{"The id"}>,
                     Query<std::optional<std::string>, "q", alias{"item-query"}, min_length{3}, pattern{"^a"}, deprecated, description{"Search"}>,
                     Query<std::optional<int>, "hidden", exclude_from_schema>, Cookie<std::optional<std::string>, "session_id">,
                     Header<std::optional<std::string>, "user_agent">) { co_return Item{}; }
Task<Item> create_item(Body<Item, "item"> item) { co_return *item; }
Task<std::vector<Item>> update_item(Path<int, "item_id">, Body<Item, "item">, Body<std::optional<Part>, "part">, Body<int, "importance", gt{0}, defaults{1}>) { co_return std::vector<Item>{}; }
Task<std::map<std::string, Part>> patch_item(Path<int, "item_id">, Body<Item, "item", embed>) { co_return std::map<std::string, Part>{}; }
Task<void> delete_item(Path<std::string, "item_id">) { co_return; }
std::optional<int> search_items(Query<std::vector<Size>, "sizes">, Depends<page>, Body<std::vector<Part>, "body">) { return 1; }
Task<std::string> read_file(Path<std::string, "file_path"> path) { co_return path; }
Task<Json> plain() { co_return nullptr; }
Task<Json> optional_body(Body<std::optional<Item>, "item">) { co_return nullptr; }
Task<Json> body_options(Body<Item, "item">) { co_return nullptr; }
// clang-format on

void fill_shop(App& app) {
  app.get<read_item>("/items/{item_id:int}", {.tags = {"items"},
                                              .responses = {{404, {"Not found", schema_of<Message>}},
                                                            {418, {.model = schema_of<std::vector<Message>>}},
                                                            {200, {.description = "Found"}}}});
  app.post<create_item>("/items/", {.status_code = 201,
                                    .tags = {"items"},
                                    .summary = "Make one",
                                    .description = "Makes",
                                    .response_description = "Made"});
  app.put<update_item>("/items/{item_id}", {.deprecated = true, .dependencies = {depends<get_token>}});
  app.patch<patch_item>("/items/{item_id}", {.operation_id = "own-id"});
  app.delete_<delete_item>("/items/{item_id}", {.status_code = 204});
  app.get<search_items>("/search");
  app.get<read_file>("/files/{file_path:path}");
  app.get<plain>("/plain");
  app.post<optional_body>("/optional");
  app.options<body_options>("/body");
}

AppOptions shop_options() {
  AppOptions options;
  options.title = "Shop";
  options.version = "1.2.3";
  options.summary = "Sells";
  options.description = "A shop";
  options.terms_of_service = "http://x/tos";
  options.contact = Contact{"A", "http://x/", "a@x.org"};
  options.license_info = License{"MIT", "MIT", ""};
  options.openapi_tags = {{"items", "Things", "http://x/docs", "More"}};
  options.servers = {{"https://x/api", "Main"}};
  return options;
}

TEST(Document, OfAShopIsFastApis) {
  App app{shop_options()};
  fill_shop(app);
  EXPECT_EQ(difference(app.openapi(), read_snapshot("shop.json")), "");
}

TEST(Document, OfAnEmptyAppHasAHeadAndNoPaths) {
  App app;
  const Json expected = JsonObject{
      {"openapi", "3.1.0"}, {"info", JsonObject{{"title", "FastAPI"}, {"version", "0.1.0"}}}, {"paths", JsonObject{}}};
  EXPECT_EQ(difference(app.openapi(), expected), "");
}

// What binds a parameter is what documents it: without its required parameters a request is refused at exactly their
// places, and with an unfit value for each at the places of those that are no free texts.
TEST(Document, ListsTheParametersThatItsOperationsRead) {
  App app;
  fill_shop(app);
  TestClient client(app);
  std::size_t checked = 0;
  for (const auto& [path, methods] : app.openapi()["paths"].as_object()) {
    for (const auto& [method, operation] : methods.as_object()) {
      const Json* parameters = operation.as_object().find("parameters");
      if (parameters == nullptr || method == "options") continue;
      std::vector<std::string> required;
      std::string url = path;
      for (const auto& parameter : parameters->as_array()) {
        const std::string& in = parameter["in"].as_string();
        const std::string& name = parameter["name"].as_string();
        if (in == "path") {
          url.replace(url.find("{" + name + "}"), name.size() + 2, "1");
        } else if (parameter["required"].as_bool()) {
          required.push_back(in + " " + name);
        }
      }
      std::string name = method;
      for (char& c : name) c = static_cast<char>(c - 'a' + 'A');
      const TestResponse response = client.request(name, url);
      std::vector<std::string> missing;
      if (response.status_code == 422) {
        const Json body = response.json();
        for (const auto& error : body["detail"].as_array()) {
          if (error["loc"][0] == Json("body")) continue;
          EXPECT_EQ(error["type"], Json("missing")) << dump_json(error);
          missing.push_back(error["loc"][0].as_string() + " " + error["loc"][1].as_string());
        }
      }
      EXPECT_THAT(missing, ::testing::UnorderedElementsAreArray(required)) << method << " " << url;
      ++checked;
    }
  }
  EXPECT_GE(checked, 5u);
}

TEST(Document, ShowsTheLastOfSeveralOperationsForOnePathAndMethod) {
  App app;
  app.get("/x", [] { return 1; }, {.name = "first"});
  app.get("/x", [] { return 1; }, {.name = "second"});
  EXPECT_EQ(app.openapi()["paths"]["/x"]["get"]["summary"], Json("Second"));
  EXPECT_EQ(TestClient(app).get("/x").status_code, 200);
}

int customised = 0;
Json add_logo(Json document) {
  ++customised;
  document["info"]["x-logo"] = JsonObject{{"url", "/logo.png"}};
  return document;
}

TEST(Document, CanBeChangedOnce) {
  App app{{.custom_openapi = add_logo}};
  app.get("/x", [] { return 1; }, {.name = "first"});
  customised = 0;
  TestClient client(app);
  EXPECT_EQ(client.get("/openapi.json").json()["info"]["x-logo"]["url"], Json("/logo.png"));
  EXPECT_EQ(app.openapi()["info"]["x-logo"]["url"], Json("/logo.png"));
  EXPECT_EQ(app.openapi()["paths"]["/x"]["get"]["summary"], Json("First"));
  EXPECT_EQ(customised, 1);
}

struct IdCase {
  const char* name;
  const char* path;
  const char* id;
};

TEST(OperationId, IsNamePathAndMethod) {
  const IdCase cases[] = {{"read_item", "/items/{item_id}", "read_item_items__item_id__get"},
                          {"root", "/", "root__get"},
                          {"f", "/a-b/c.d/", "f_a_b_c_d__get"},
                          {"café", "/straße", "café_straße_get"}};
  for (const auto& [name, path, id] : cases) EXPECT_EQ(openapi::make_operation_id(name, path, "GET"), id);
}

}  // namespace
}  // namespace talaria
