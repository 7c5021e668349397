// Models without the web part.
#include "pages.hpp"

// clang-format off
namespace models {
talaria::Json read(std::string_view text);
talaria::Json from_strings();
std::string errors(std::string_view text);
std::int64_t total(const talaria::Json& input);
void strictly(std::string_view text);
std::string sent(std::string_view text);
talaria::Json from_row();
void check_row();
talaria::Json page(std::string_view text);
talaria::Json page_schema();
talaria::Json comment(std::string_view text);
talaria::Json schema();
talaria::Json schemas();
}
// clang-format on

namespace docs {
namespace {

using namespace talaria;

constexpr const char* models_page = "models.md";
constexpr const char* user = R"({"id": "123", "signed_up": "2026-06-01 12:22", "friends": ["ada"]})";

TEST(Models, AreReadAndWritten) {
  EXPECT_TRUE(shown(models_page, *parse_json(user)));
  EXPECT_TRUE(shown(models_page, models::read(user)));
  EXPECT_EQ(models::from_strings()["id"], Json(123));
  EXPECT_THROW(models::strictly(user), ValidationError);
  models::strictly(R"({"id": 123, "signed_up": "2026-06-01T12:22"})");
  EXPECT_EQ(models::total(JsonObject{{"a", JsonArray{1, "2"}}, {"b", JsonArray{}}}), 3);
  EXPECT_TRUE(shown(models_page, *parse_json(models::sent(user))));
}

TEST(Models, SayWhatDoesNotFit) {
  EXPECT_EQ(models::errors("{}"), "something is missing");
  EXPECT_TRUE(shown(models_page, *parse_json(models::errors(R"({"id": "abc", "friends": "ada"})"))));
  EXPECT_EQ(parse_json(models::errors("{"))->as_array()[0]["type"], Json("json_invalid"));
}

TEST(Models, AreMadeOfRowsAndChecked) {
  EXPECT_TRUE(shown(models_page, models::from_row()));
  models::check_row();
}

TEST(Models, MayBeTemplates) {
  const std::string text = R"({"items": [{"id": 1}], "total": 1})";
  EXPECT_TRUE(shown(models_page, *parse_json(text)));
  EXPECT_EQ(models::page(text)["items"][0]["name"], Json("Jane Doe"));
  EXPECT_TRUE(shown(models_page, models::page_schema()));
}

TEST(Models, MayBeRecursive) {
  const std::string text = R"({"text": "First", "replies": [{"text": "Second", "replies": [{"text": 3}]}]})";
  EXPECT_TRUE(shown(models_page, *parse_json(text)));
  EXPECT_TRUE(shown(models_page, models::comment(text)));
  EXPECT_TRUE(shown(models_page, models::schema()));
}

TEST(Models, ShareTheirDefinitions) {
  const Json schemas = models::schemas();
  EXPECT_EQ(dump_json(schemas["schemas"]), R"([{"$ref":"#/$defs/User"},{"$ref":"#/$defs/Page_User_"}])");
  EXPECT_EQ(schemas["definitions"].as_object().size(), 2u);
}

}  // namespace
}  // namespace docs
