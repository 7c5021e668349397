#include <map>
#include <set>

#include <gmock/gmock.h>

#include <talaria/model/literal.hpp>
#include <talaria/model/types/bytes.hpp>
#include <talaria/model/types/date_time.hpp>
#include <talaria/model/types/decimal.hpp>
#include <talaria/model/types/email.hpp>
#include <talaria/model/types/ip.hpp>
#include <talaria/model/types/json_text.hpp>
#include <talaria/model/types/secret.hpp>
#include <talaria/model/types/time_delta.hpp>
#include <talaria/model/types/url.hpp>
#include <talaria/model/types/uuid.hpp>
#include <talaria/sql/errors.hpp>
#include <talaria/sql/mapping.hpp>

namespace talaria::sql {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

enum class Color { red, green };

struct Point {
  int x = 0;
  int y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

template <class T>
void expect_stored_as(const T& value, const Value& stored) {
  EXPECT_EQ(to_value(value), stored);
  EXPECT_EQ(from_value<T>(stored), value);
}

TEST(SqlMapping, StoresScalarsAsWhatTheyAre) {
  expect_stored_as(true, Value(true));
  expect_stored_as(std::int8_t{-5}, Value(-5));
  expect_stored_as(std::uint64_t{7}, Value(7));
  expect_stored_as(INT64_MIN, Value(INT64_MIN));
  expect_stored_as(1.5F, Value(1.5));
  expect_stored_as(std::string("a'b"), Value("a'b"));
}

TEST(SqlMapping, StoresTextsOfAFormatAsTexts) {
  expect_stored_as(Uuid::parse("123e4567-e89b-42d3-a456-426614174000"), Value("123e4567-e89b-42d3-a456-426614174000"));
  expect_stored_as(Date(2024, 2, 29), Value("2024-02-29"));
  expect_stored_as(Time(13, 45), Value("13:45:00"));
  expect_stored_as(Decimal("12.50"), Value("12.50"));
  expect_stored_as(EmailStr("a@example.com"), Value("a@example.com"));
  expect_stored_as(Url("https://example.com/"), Value("https://example.com/"));
  expect_stored_as(TimeDelta(1, 5), Value("P1DT5S"));
}

TEST(SqlMapping, StoresMomentsSoThatTextsCompareAsMomentsDo) {
  const DateTime whole = DateTime::parse("2024-02-29T13:45:00+02:00");
  EXPECT_EQ(to_value(whole), Value("2024-02-29 11:45:00.000000+00:00"));
  EXPECT_EQ(from_value<DateTime>(to_value(whole)), whole);
  const DateTime later = DateTime::parse("2024-02-29T11:45:00.5Z");
  EXPECT_LT(to_value(whole).as_text(), to_value(later).as_text());
  expect_stored_as(DateTime::parse("2024-02-29T11:45:00"), Value("2024-02-29 11:45:00.000000"));
}

TEST(SqlMapping, ReadsMomentsAsTheDatabasesWriteThem) {
  EXPECT_EQ(from_value<DateTime>(Value("2024-02-29 13:45:00.25+00")), DateTime::parse("2024-02-29T13:45:00.25Z"));
  EXPECT_EQ(from_value<DateTime>(Value("2024-02-29 13:45:00-03")), DateTime::parse("2024-02-29T16:45:00Z"));
  EXPECT_EQ(from_value<DateTime>(Value("2024-02-29 13:45:00")), DateTime::parse("2024-02-29T13:45:00"));
  EXPECT_EQ(from_value<Time>(Value("13:45:00+01")), Time::parse("13:45:00+01:00"));
  EXPECT_EQ(from_value<Date>(Value("2024-02-28")), Date(2024, 2, 28));
  EXPECT_THROW((void)from_value<DateTime>(Value("infinity")), DataError);
}

TEST(SqlMapping, StoresEnumsByTheirNames) {
  expect_stored_as(Color::green, Value("green"));
  EXPECT_THROW((void)from_value<Color>(Value("blue")), DataError);
}

TEST(SqlMapping, StoresOctetsAndSecretsAsWhatTheyHide) {
  expect_stored_as(Bytes("\x01"), Value::bytes("\x01"));
  expect_stored_as(SecretStr("hash"), Value("hash"));
  expect_stored_as(Base64Str("plain"), Value("plain"));
}

TEST(SqlMapping, StoresOptionalsAsTheirValueOrNull) {
  expect_stored_as(std::optional<int>(), Value());
  expect_stored_as(std::optional<int>(5), Value(5));
  expect_stored_as(std::optional<Color>(Color::red), Value("red"));
  EXPECT_EQ(to_value(std::nullopt), Value());
}

TEST(SqlMapping, StoresModelsAndContainersAsJson) {
  expect_stored_as(Point{1, 2}, Value(R"({"x":1,"y":2})"));
  expect_stored_as(std::vector<int>{1, 2}, Value("[1,2]"));
  expect_stored_as(std::map<std::string, int>{{"a", 1}}, Value(R"({"a":1})"));
  expect_stored_as(Json("text"), Value("\"text\""));
  expect_stored_as(JsonObject{{"a", nullptr}}, Value(R"({"a":null})"));
  expect_stored_as(JsonText<int>(5), Value("5"));
}

TEST(SqlMapping, StoresLiteralsAsTheirValue) {
  using Order = Literal<"asc", "desc">;
  expect_stored_as(Order("desc"), Value("desc"));
  EXPECT_THROW((void)from_value<Order>(Value("up")), DataError);
}

TEST(SqlMapping, ReadsArraysOfPostgresql) {
  EXPECT_EQ(from_value<std::vector<int>>(Value("{1,-2}")), (std::vector<int>{1, -2}));
  EXPECT_EQ(from_value<std::vector<int>>(Value("{}")), std::vector<int>());
  EXPECT_EQ(from_value<std::set<std::string>>(Value(R"({a,"b \"c\" \\","NULL"})")),
            (std::set<std::string>{"a", "b \"c\" \\", "NULL"}));
  EXPECT_EQ(from_value<std::vector<std::optional<int>>>(Value("{NULL,3}")),
            (std::vector<std::optional<int>>{std::nullopt, 3}));
  EXPECT_THROW((void)from_value<std::vector<int>>(Value("{1,2")), DataError);
  EXPECT_THROW((void)from_value<std::vector<int>>(Value("{{1},{2}}")), DataError);
}

TEST(SqlMapping, WritesArraysOfPostgresql) {
  EXPECT_EQ(to_array(std::vector<int>{1, 2}), Value("{1,2}"));
  EXPECT_EQ(to_array(std::vector<std::string>{"a\"b\\", "NULL"}), Value(R"({"a\"b\\","NULL"})"));
  EXPECT_EQ(to_array(std::vector<std::optional<double>>{1.5, std::nullopt}), Value("{1.5,NULL}"));
  EXPECT_EQ(to_array(std::vector<Bytes>{Bytes("\x01\xff")}), Value(R"({"\\x01ff"})"));
}

TEST(SqlMapping, ReadsNumbersAsEitherDatabaseGivesThem) {
  EXPECT_EQ(from_value<std::int64_t>(Value("12")), 12);  // sum() of integers in PostgreSQL
  EXPECT_EQ(from_value<double>(Value("12.5")), 12.5);    // avg()
  EXPECT_EQ(from_value<double>(Value(3)), 3.0);
  EXPECT_EQ(from_value<int>(Value(3.0)), 3);
  EXPECT_TRUE(from_value<bool>(Value(1)));
  EXPECT_EQ(from_value<Decimal>(Value(3)), Decimal(3));
  EXPECT_EQ(from_value<Decimal>(Value(1.5)), Decimal("1.5"));
}

TEST(SqlMapping, RefusesWhatDoesNotFitAndNeverSaysTheValue) {
  EXPECT_THROW((void)from_value<std::int8_t>(Value(200)), DataError);
  EXPECT_THROW((void)from_value<unsigned>(Value(-1)), DataError);
  EXPECT_THROW((void)from_value<int>(Value(1.5)), DataError);
  EXPECT_THROW((void)from_value<int>(Value("12x")), DataError);
  EXPECT_THROW((void)from_value<bool>(Value(2)), DataError);
  EXPECT_THROW((void)from_value<bool>(Value("t")), DataError);
  EXPECT_THAT([] { (void)from_value<int>(Value()); }, ThrowsMessage<DataError>(HasSubstr("null where an integer")));
  EXPECT_THAT([] { (void)from_value<std::string>(Value(5)); },
              ThrowsMessage<DataError>("a value of kind 'integer' where a text was expected"));
  try {
    (void)from_value<Uuid>(Value("s3cret"));
    ADD_FAILURE();
  } catch (const DataError& error) {
    EXPECT_EQ(std::string(error.what()).find("s3cret"), std::string::npos) << error.what();
  }
}

struct Hero {
  Field<std::int64_t, ge{1}> id;
  Field<std::string, min_length{3}> name;
  std::optional<int> age = {};
};

TEST(SqlMapping, DoesNotValidateAgainWhatIsInTheDatabase) {
  using Name = Field<std::string, min_length{3}>;
  EXPECT_EQ(from_value<Name>(Value("a")), std::string("a"));
  EXPECT_EQ(to_value(Name("a")), Value("a"));
}

TEST(SqlRowMapping, FindsTheMembersByName) {
  const std::vector<std::string> columns{"more", "age", "name", "id"};
  const RowMapping mapping(model::type_info<Hero>, columns);
  const std::vector<Value> row{Value("x"), Value(), Value("Deadpond"), Value(-1)};
  Hero hero;
  mapping.fill(row.data(), &hero);
  EXPECT_EQ(hero.id, -1);
  EXPECT_EQ(hero.name, "Deadpond");
  EXPECT_FALSE(hero.age);
}

TEST(SqlRowMapping, SaysWhatIsMissingAndWhereAValueDoesNotFit) {
  const std::vector<std::string> few{"id"};
  EXPECT_THAT([&] { RowMapping(model::type_info<Hero>, few); },
              ThrowsMessage<ProgrammingError>(HasSubstr("members of Hero: name, age; its columns are: id")));
  const std::vector<std::string> columns{"id", "name", "age"};
  const RowMapping mapping(model::type_info<Hero>, columns);
  const std::vector<Value> row{Value(1), Value(), Value()};
  Hero hero;
  EXPECT_THAT([&] { mapping.fill(row.data(), &hero); }, ThrowsMessage<DataError>(HasSubstr("column 'name': null")));
}

TEST(SqlRowMapping, TakesScalarsFromTheOnlyColumnAndTuplesInOrder) {
  const std::vector<std::string> one{"count"};
  const std::vector<std::string> two{"a", "b"};
  EXPECT_THROW(RowMapping(model::type_info<int>, two), ProgrammingError);
  int count = 0;
  const Value five(5);
  RowMapping(model::type_info<int>, one).fill(&five, &count);
  EXPECT_EQ(count, 5);
  using Pair = std::pair<int, std::string>;
  Pair pair;
  const std::vector<Value> row{Value(1), Value("x")};
  RowMapping(model::type_info<Pair>, two).fill(row.data(), &pair);
  EXPECT_EQ(pair, Pair(1, "x"));
  EXPECT_THROW(RowMapping(model::type_info<Pair>, one), ProgrammingError);
}

}  // namespace
}  // namespace talaria::sql
