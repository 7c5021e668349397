// The options of ModelConfig.
#include "pages.hpp"

#include <talaria/model/json_schema.hpp>

// clang-format off
namespace model_config_page {
talaria::Json order(std::string_view text);
talaria::Json invoice(std::string_view text);
talaria::Json offer(std::string_view text);
talaria::Json event(std::string_view text);
talaria::Json transfer(std::string_view text);
talaria::Json payment(std::string_view text);
talaria::Json strict_call(std::string_view text);
talaria::Json song(std::string_view text);
talaria::Json cinema(std::string_view text);
talaria::Json address(std::string_view text);
talaria::Json station(std::string_view text);
talaria::Json word(std::string_view text);
talaria::Json code(std::string_view text);
talaria::Json measurement(std::string_view text);
talaria::Json recording(std::string_view text);
talaria::Json lamp_schema(talaria::SchemaMode mode);
}
// clang-format on

namespace docs {
namespace {

using namespace talaria;
using namespace model_config_page;

constexpr const char* config_page = "advanced/model-config.md";

TEST(ModelConfig, HasALineForEachOption) {
  EXPECT_TRUE(mentions_members<ModelConfig>(config_page));
}

TEST(ModelConfig, OfExtraFields) {
  EXPECT_TRUE(shown(config_page, order(R"({"article": "Lamp", "amount": 1, "colour": "red"})")));
  EXPECT_EQ(order(R"({"article": "Lamp", "amount": 1})")["amount"], Json(1));
  const std::string text = R"({"kind": "click", "x": 3, "at": {"page": "/"}})";
  EXPECT_EQ(event(text), *parse_json(text));
}

TEST(ModelConfig, OfAFamily) {
  EXPECT_TRUE(shown(config_page, invoice(R"({"invoiceNumber": " 2026-17 "})")));
  EXPECT_EQ(invoice(R"({"invoiceNumber": "2026-17", "x": 1})")[0]["type"], Json("extra_forbidden"));
  EXPECT_EQ(dump_json(offer(R"({"offerNumber": " 1 ", "x": 1})")), R"({"offerNumber":"1"})");
}

TEST(ModelConfig, OfStrictness) {
  EXPECT_TRUE(shown(config_page, transfer(R"({"cents": "100", "day": "2026-06-01", "urgent": "yes"})")));
  EXPECT_EQ(dump_json(transfer(R"({"cents": 100, "day": "2026-06-01", "urgent": "yes"})")),
            R"({"cents":100,"day":"2026-06-01","urgent":true})");
  EXPECT_EQ(payment(R"({"cents": 100, "day": 0})")["day"], Json("1970-01-01"));
  EXPECT_EQ(payment(R"({"cents": "100", "day": 0})")[0]["type"], Json("int_type"));
  EXPECT_EQ(strict_call(R"({"article": "Lamp", "amount": "1"})")[0]["type"], Json("int_type"));
  EXPECT_EQ(strict_call(R"({"article": "Lamp", "amount": 1})")["amount"], Json(1));
}

TEST(ModelConfig, OfNames) {
  EXPECT_TRUE(shown(config_page, song(R"({"songTitle": "Daisy", "length": 60})")));
  EXPECT_EQ(song(R"({"title": "Daisy", "duration": 60})"), song(R"({"songTitle": "Daisy", "length": 60})"));
  EXPECT_TRUE(
      shown(config_page,
            cinema(R"({"name": "Odeon", "location": {"city": "Bath"}, "halls": [{"seats": 90}, {"seats": 40}]})")));
  EXPECT_TRUE(shown(config_page, cinema(R"({"theatre": "Odeon", "halls": [{"seats": "many"}]})")));
  const std::string text = R"({"street-name": "Main Street", "zip": "12345"})";
  EXPECT_TRUE(shown(config_page, *parse_json(text)));
  EXPECT_EQ(address(text), *parse_json(text));
  EXPECT_EQ(dump_json(station(R"({"name": "Oslo"})")), R"({"stationName":"Oslo"})");
  EXPECT_EQ(station(R"({"stationName": "Oslo"})")[0]["type"], Json("missing"));
}

TEST(ModelConfig, OfTextsAndNumbers) {
  EXPECT_TRUE(shown(config_page, word(R"({"text": " Brass ", "language": 42})")));
  EXPECT_TRUE(shown(config_page, word(R"({"text": "brass", "language": "  e  "})")));
  EXPECT_EQ(code(R"({"code": "a7"})")["code"], Json("A7"));
  EXPECT_TRUE(shown(config_page, measurement(R"({"value": "inf"})")));
}

TEST(ModelConfig, OfFormats) {
  const std::string text =
      R"({"samples": "aGVsbG8=", "duration": "PT1M30S", "begin": "2026-06-01T12:00:00", "loudness": "-inf"})";
  EXPECT_TRUE(shown(config_page, *parse_json(text)));
  EXPECT_TRUE(shown(config_page, recording(text)));
}

TEST(ModelConfig, OfTheSchema) {
  EXPECT_TRUE(shown(config_page, lamp_schema(SchemaMode::serialization)));
  EXPECT_EQ(lamp_schema(SchemaMode::validation)["required"], Json(JsonArray{"name"}));
}

}  // namespace
}  // namespace docs
