// Validators of all kinds.
#include "pages.hpp"

// clang-format off
namespace validators {
talaria::Json article(std::string_view text);
talaria::Json search(std::string_view text);
talaria::Json note(std::string_view text);
talaria::Json weather(std::string_view text);
talaria::Json weather_schema();
std::string calls();
talaria::Json login(std::string_view text);
talaria::Json period(std::string_view text);
talaria::Json setting(std::string_view text);
talaria::Json bath(std::string_view text);
}
// clang-format on

namespace docs {
namespace {

using namespace talaria;

constexpr const char* validators_page = "advanced/validators.md";

TEST(Validators, RunAfter) {
  const std::string text = R"({"section": "Lamps", "tags": ["Brass", "very old"]})";
  EXPECT_TRUE(shown(validators_page, *parse_json(text)));
  EXPECT_TRUE(shown(validators_page, validators::article(text)));
  EXPECT_EQ(dump_json(validators::article(R"({"section": "Lamps", "tags": ["Brass"]})")),
            R"({"section":"lamps","tags":["brass"]})");
}

TEST(Validators, RunBefore) {
  EXPECT_EQ(dump_json(validators::search(R"({"tags": "Brass,old"})")), R"({"tags":["brass","old"]})");
  EXPECT_TRUE(shown(validators_page, validators::search(R"({"tags": "Brass,x"})")));
  EXPECT_EQ(validators::search(R"({"tags": 5})")[0]["type"], Json("list_type"));
}

TEST(Validators, RunAround) {
  EXPECT_TRUE(shown(validators_page, validators::note(R"({"text": "A long story about a lamp"})")));
  EXPECT_EQ(validators::note(R"({"text": 5})")[0]["type"], Json("string_type"));
  EXPECT_EQ(dump_json(validators::weather(R"({"temperature": "68 F"})")), R"({"temperature":20.0})");
  EXPECT_EQ(dump_json(validators::weather(R"({"temperature": "-3.5 C"})")), R"({"temperature":-3.5})");
  EXPECT_TRUE(shown(validators_page, validators::weather(R"({"temperature": 68})")));
  EXPECT_EQ(dump_json(validators::weather_schema()["properties"]), R"({"temperature":{"title":"Temperature"}})");
}

TEST(Validators, RunInTheOrderOfThePage) {
  EXPECT_EQ(validators::calls(), "before 2, wrap, before 1, after 1, wrap again, after 2");
}

TEST(Validators, SeeTheFieldsBefore) {
  EXPECT_TRUE(shown(validators_page, validators::login(R"({"username": "ada", "password": "ada"})")));
  EXPECT_EQ(validators::login(R"({"username": "ada", "password": "lovelace"})")["password"], Json("lovelace"));
  EXPECT_EQ(validators::login(R"({"username": 1, "password": "1"})").as_array().size(), 1u);
}

TEST(Validators, OfModels) {
  EXPECT_EQ(dump_json(validators::period(R"(["2026-06-01", "2026-06-08"])")),
            R"({"begin":"2026-06-01","end":"2026-06-08"})");
  EXPECT_TRUE(shown(validators_page, validators::period(R"(["2026-06-08", "2026-06-01"])")));
  EXPECT_EQ(dump_json(validators::setting(R"("quiet")")), R"({"name":"quiet","level":0})");
  EXPECT_EQ(dump_json(validators::setting(R"({"name": "loud", "level": 9})")), R"({"name":"loud","level":9})");
}

TEST(Validators, ThrowErrorsOfTheirOwn) {
  EXPECT_TRUE(shown(validators_page, validators::bath(R"({"degrees": 41})")));
  EXPECT_EQ(dump_json(validators::bath(R"({"degrees": 40})")), R"({"degrees":40})");
}

}  // namespace
}  // namespace docs
