// What models write.
#include "pages.hpp"

#include <talaria/model/json_schema.hpp>

// clang-format off
namespace serialization {
talaria::Json box();
talaria::Json box_schema(talaria::SchemaMode mode);
talaria::Json person();
talaria::Json product(std::string_view text);
talaria::Json product_schema();
talaria::Json payment(std::string_view text);
talaria::Json chore();
talaria::Json chore_schema();
talaria::Json line(std::string_view text);
talaria::Json account();
talaria::Json whole(std::string_view text);
talaria::Json brief(std::string_view text);
talaria::Json anonymous(std::string_view text);
talaria::Json by_name(std::string_view text);
talaria::Json not_default(std::string_view text);
talaria::Json sent(std::string_view text);
talaria::Json without_computed();
std::string text_of_items(std::string_view text);
}
// clang-format on

namespace docs {
namespace {

using namespace talaria;

constexpr const char* serialization_page = "advanced/serialization.md";

TEST(Serialization, OfComputedFields) {
  EXPECT_TRUE(shown(serialization_page, serialization::box()));
  EXPECT_TRUE(shown(serialization_page, serialization::box_schema(SchemaMode::serialization)));
  EXPECT_FALSE(serialization::box_schema(SchemaMode::validation)["properties"].as_object().contains("area"));
  EXPECT_TRUE(shown(serialization_page, serialization::person()));
  EXPECT_EQ(serialization::without_computed(), Json(JsonObject{{"width", 2.0}, {"height", 3.0}}));
}

TEST(Serialization, BySerializers) {
  const std::string text = R"({"name": "Lamp", "price": 2.5, "sold_at": "2026-06-01T12:00:00+02:00"})";
  EXPECT_TRUE(shown(serialization_page, *parse_json(text)));
  EXPECT_TRUE(shown(serialization_page, serialization::product(text)));
  EXPECT_EQ(serialization::product_schema()["properties"]["price"]["type"], Json("integer"));
  EXPECT_TRUE(shown(serialization_page, serialization::chore()));
  EXPECT_EQ(serialization::chore_schema()["properties"]["assigned_to"]["type"], Json("string"));
}

TEST(Serialization, OfAFamilyOfModels) {
  const std::string text =
      R"({"price": "2.50", "paid_at": "2026-06-01T12:00:00", "refunds": ["2026-06-02T12:00:00+02:00"]})";
  EXPECT_TRUE(shown(serialization_page, *parse_json(text)));
  EXPECT_TRUE(shown(serialization_page, serialization::payment(text)));
}

TEST(Serialization, OfWholeModels) {
  EXPECT_TRUE(shown(serialization_page, serialization::line(R"({"from": [0, 0], "to": {"x": 3, "y": 4}})")));
  EXPECT_TRUE(shown(serialization_page, serialization::account()));
}

TEST(Serialization, LeavesOutWhatTheOptionsSay) {
  const std::string text =
      R"({"customer": {"name": "Ada", "email": "ada@example.com"}, "items": [{"itemId": 1, "name": "Lamp"},)"
      R"({"itemId": 2, "name": "Nail", "amount": 100, "note": "steel"}]})";
  EXPECT_TRUE(shown(serialization_page, serialization::whole(text)));
  EXPECT_TRUE(shown(serialization_page, serialization::brief(text)));
  EXPECT_TRUE(shown(serialization_page, serialization::anonymous(text)));
  EXPECT_EQ(serialization::by_name(text)["items"][0]["id"], Json(1));
  EXPECT_TRUE(shown(serialization_page, serialization::not_default(text)));
  EXPECT_EQ(serialization::sent(text), *parse_json(text));
  EXPECT_EQ(serialization::text_of_items(text),
            R"([{"itemId":1,"name":"Lamp","amount":1},{"itemId":2,"name":"Nail","amount":100,"note":"steel"}])");
}

TEST(Serialization, HasALineForEachOption) {
  EXPECT_TRUE(mentions_members<DumpOptions>(serialization_page));
}

}  // namespace
}  // namespace docs
