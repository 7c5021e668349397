#include <map>
#include <memory>
#include <set>

#include <gtest/gtest.h>

#include <talaria/model/dump.hpp>
#include <talaria/model/field_hook.hpp>
#include <talaria/model/inherit.hpp>
#include <talaria/model/json_schema.hpp>
#include <talaria/model/types/date_time.hpp>
#include <talaria/model/types/decimal.hpp>
#include <talaria/model/validate.hpp>

namespace field_hook_test {

using namespace talaria;

/// The base of a project's models: moments are in UTC, money is a number.
struct ApiModel {
  static DateTime serialize_field(const DateTime& moment) { return moment.in_offset(0); }
  static double serialize_field(const Decimal& money) { return money.to_double(); }
};

std::string as_text(const DateTime& moment) {
  return "at " + moment.to_string();
}

struct Event : ApiModel {
  std::string name;
  DateTime at;
  std::optional<DateTime> until = {};
  Field<DateTime, serializer<as_text>, defaults{}> own;
  std::vector<Field<DateTime, le{5}>> all = {};
  std::map<std::string, std::optional<Decimal>> prices = {};
  std::set<Decimal> fees = {};
  DateTime last() const { return until.value_or(at); }
  static constexpr auto computed_fields = computed<&Event::last>;
};

struct Concert : Event {
  DateTime doors;
};
BOOST_DESCRIBE_STRUCT(Concert, (Event), (doors))

struct Offset {
  static std::string serialize_field(const DateTime& moment) {
    std::string text = moment.in_offset(0).to_string();
    text.replace(text.size() - 1, 1, "+00:00");
    return text;
  }
};
struct Inner {
  DateTime at;
};
struct Outer : Offset {
  DateTime at;
  Inner inner;
  std::unique_ptr<Outer> next = {};
};

}  // namespace field_hook_test

namespace talaria {
namespace {

using namespace field_hook_test;

const DateTime naive = DateTime::parse("2024-05-01T12:00:00");
const DateTime east = DateTime::parse("2024-05-01T12:00:00+02:00");

Event event() {
  Event out;
  out.name = "Fair";
  out.at = naive;
  out.until = east;
  out.own = naive;
  out.all = {naive, east};
  out.prices = {{"child", Decimal("1.50")}, {"dog", std::nullopt}};
  out.fees = {Decimal("2")};
  return out;
}

constexpr const char* expected =
    R"({"name":"Fair","at":"2024-05-01T12:00:00Z","until":"2024-05-01T10:00:00Z","own":"at 2024-05-01T12:00:00",)"
    R"("all":["2024-05-01T12:00:00Z","2024-05-01T10:00:00Z"],"prices":{"child":1.5,"dog":null},"fees":[2.0],)";

TEST(FieldHook, IsForAllFieldsOfTheTypesItTakes) {
  EXPECT_EQ(model_dump_json(event()), std::string(expected) + R"("last":"2024-05-01T10:00:00Z"})");
  EXPECT_EQ(dump_json(model_dump(event())), std::string(expected) + R"("last":"2024-05-01T10:00:00Z"})");
  EXPECT_EQ(model_dump(event(), {.include = {"until"}, .exclude_computed_fields = true}),
            Json(JsonObject{{"until", "2024-05-01T10:00:00Z"}}));
}

TEST(FieldHook, IsTakenOverFromTheBase) {
  Concert concert;
  static_cast<Event&>(concert) = event();
  concert.doors = naive;
  EXPECT_EQ(model_dump_json(concert),
            std::string(expected) + R"("doors":"2024-05-01T12:00:00Z","last":"2024-05-01T10:00:00Z"})");
}

TEST(FieldHook, IsTheModelsOwn) {
  Outer outer;
  outer.at = outer.inner.at = naive;
  outer.next = std::make_unique<Outer>();
  outer.next->at = east;
  outer.next->inner.at = naive;
  EXPECT_EQ(model_dump_json(outer),
            R"({"at":"2024-05-01T12:00:00+00:00","inner":{"at":"2024-05-01T12:00:00"},"next":{"at":)"
            R"("2024-05-01T10:00:00+00:00","inner":{"at":"2024-05-01T12:00:00"},"next":null}})");
}

TEST(FieldHook, SaysWhatIsWrittenInTheSchemaOfOutputsAlone) {
  const Json written = model_json_schema<Event>(SchemaMode::serialization)["properties"];
  EXPECT_EQ(written["prices"]["additionalProperties"], *parse_json(R"({"anyOf":[{"type":"number"},{"type":"null"}]})"));
  EXPECT_EQ(written["at"]["format"], Json("date-time"));
  const Json offset = model_json_schema<Outer>(SchemaMode::serialization)["$defs"]["Outer"]["properties"];
  EXPECT_EQ(offset["at"], *parse_json(R"({"title":"At","type":"string"})"));
  const Json read = model_json_schema<Event>()["properties"];
  EXPECT_EQ(read["fees"]["uniqueItems"], Json(true));
}

TEST(FieldHook, ChangesNothingInInputs) {
  const auto read = model_validate_json<Inner>(R"({"at":"2024-05-01T12:00:00"})");
  EXPECT_EQ(read.at, naive);
  EXPECT_TRUE(model::type_info<Outer>.fields[1].facts->serializer == nullptr);
  EXPECT_TRUE(model::type_info<Outer>.fields[0].facts->serializer != nullptr);
}

}  // namespace
}  // namespace talaria
