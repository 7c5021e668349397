#include <chrono>
#include <cmath>
#include <limits>
#include <memory>

#include <gtest/gtest.h>

#include <talaria/model/json.hpp>

namespace talaria {
namespace {

/// Parses an exact copy on the heap, so that the sanitizers see a read behind the end.
Result<Json, JsonError> parse_exact(std::string_view text) {
  const std::unique_ptr<char[]> exact(new char[text.size()]);
  text.copy(exact.get(), text.size());
  return parse_json({exact.get(), text.size()});
}

std::string repeat(std::string_view unit, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += unit;
  return out;
}

TEST(ParseJson, ReadsWhatItWrites) {
  const std::pair<const char*, const char*> cases[] = {
      {"null", "null"},
      {" \t\r\n true ", "true"},
      {"[ ]", "[]"},
      {"{ }", "{}"},
      {R"({"b" : 1 , "a" : [ 1 , { } ] })", R"({"b":1,"a":[1,{}]})"},
      {R"("\"\\\/\b\f\n\r\t\u0000\u001f")", R"("\"\\/\b\f\n\r\t\u0000\u001f")"},
      {R"("\u00e9\u20AC\ud83d\ude00")", "\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\""},
      {"\"\x7F\xEF\xBF\xBF\xF4\x8F\xBF\xBF\"", "\"\x7F\xEF\xBF\xBF\xF4\x8F\xBF\xBF\""},
      {"\"0123456789abcdef\\n0123456789abcdef\"", "\"0123456789abcdef\\n0123456789abcdef\""},
      {"-0", "0"},
      {"[1,1.0,-0.0,1e2,1.5e-7,1E+16,123456789012345.125]", "[1,1.0,-0.0,100.0,1.5e-07,1e+16,123456789012345.12]"},
      {"[0.1,0.30000000000000004,5e-324,1.7976931348623157e308]",
       "[0.1,0.30000000000000004,5e-324,1.7976931348623157e+308]"},
      {"[9223372036854775807,-9223372036854775808,18446744073709551615]",
       "[9223372036854775807,-9223372036854775808,18446744073709551615]"},
      {"[-9223372036854775809,123456789012345678901234567890]",
       "[-9223372036854775809,123456789012345678901234567890]"},
      {"1e-400", "0.0"},
      {"-1e-400", "-0.0"},
      {"\xEF\xBB\xBF{}", "{}"},
      {R"({"a":1,"b":2,"a":3})", R"({"a":3,"b":2})"},
  };
  for (const auto& [text, expected] : cases) {
    const auto value = parse_exact(text);
    ASSERT_TRUE(value) << text << ": " << value.error().message;
    EXPECT_EQ(dump_json(*value), expected);
  }
}

TEST(Json, IsMadeOfATextThatMayBeAbsent) {
  std::optional<std::string_view> text;
  EXPECT_EQ(dump_json(text), "null");
  text = "brass";
  EXPECT_EQ(dump_json(JsonObject{{"metal", text}}), R"({"metal":"brass"})");
}

struct Refused {
  std::string text;
  std::string message;
  std::size_t offset;
  JsonError::Fault fault = JsonError::Fault::syntax;
};

// Messages and offsets are those of CPython 3.14's json module.
const Refused refused[] = {
    {"", "Expecting value", 0},
    {"  ", "Expecting value", 2},
    {"nul", "Expecting value", 0},
    {"NaN", "Expecting value", 0},
    {"-Infinity", "Expecting value", 0},
    {"-", "Expecting value", 0},
    {"+1", "Expecting value", 0},
    {"01", "Extra data", 1},
    {"1.", "Extra data", 1},
    {"1.5e", "Extra data", 3},
    {"12345678901234567890.x", "Extra data", 20},
    {"{} x", "Extra data", 3},
    {std::string("{}\0", 3), "Extra data", 2},
    {"[1", "Expecting ',' delimiter", 2},
    {"[1 2]", "Expecting ',' delimiter", 3},
    {"[1,]", "Illegal trailing comma before end of array", 2},
    {"[,", "Expecting value", 1},
    {"[", "Expecting value", 1},
    {"{", "Expecting property name enclosed in double quotes", 1},
    {"{'a':1}", "Expecting property name enclosed in double quotes", 1},
    {R"({"a":1,})", "Illegal trailing comma before end of object", 6},
    {R"({"a":1,b})", "Expecting property name enclosed in double quotes", 7},
    {R"({"a"})", "Expecting ':' delimiter", 4},
    {R"({"a":})", "Expecting value", 5},
    {R"({"a":1 "b":2})", "Expecting ',' delimiter", 7},
    {"\"abc", "Unterminated string starting at", 0},
    {"[\"\xC3\xA9\", \"abc\\", "Unterminated string starting at", 6},
    {"\"a\tb\"", "Invalid control character at", 2},
    {std::string("\"a\0b\"", 5), "Invalid control character at", 2},
    {R"("\x41")", "Invalid \\escape", 1},
    {R"("\u12g4")", "Invalid \\uXXXX escape", 2},
    {R"("\u12")", "Invalid \\uXXXX escape", 2},
    {R"("\ud800\u12g4")", "Invalid \\uXXXX escape", 8},
    {"\"\xFF\"", "Text is not UTF-8", 1, JsonError::Fault::encoding},
    {"\"\xC3\xA9\xED\xA0\x80\"", "Text is not UTF-8", 2, JsonError::Fault::encoding},
    {"[1,] \xC0\xAF", "Text is not UTF-8", 5, JsonError::Fault::encoding},
    {R"(["\ud800"])", "Half of a surrogate pair", 2, JsonError::Fault::encoding},
    {R"(["\ude00\ud83d"])", "Half of a surrogate pair", 2, JsonError::Fault::encoding},
    {R"({"\udfaa":0})", "Half of a surrogate pair", 2, JsonError::Fault::encoding},
    {R"("\ud800)", "Unterminated string starting at", 0},
    {"[1e400]", "Number out of range", 1, JsonError::Fault::limit},
    {"[-1e400", "Expecting ',' delimiter", 7},
    {repeat("9", 4301), "Integer has more than 4300 digits", 0, JsonError::Fault::limit},
};

TEST(ParseJson, RefusesTheRestInTheWordsOfCPython) {
  for (const Refused& c : refused) {
    const auto value = parse_exact(c.text);
    ASSERT_FALSE(value) << c.text;
    EXPECT_EQ(value.error().message, c.message) << c.text;
    EXPECT_EQ(value.error().offset, c.offset) << c.text;
    EXPECT_EQ(value.error().fault, c.fault) << c.text;
  }
}

TEST(ParseJson, FindsTheFaultOfEveryTextThatIsCutShort) {
  const std::string text = R"({"a":[1.5e3,true,false,null,"\u00e9\ud83d\ude00"],"b":{"c":-12}})";
  ASSERT_TRUE(parse_exact(text));
  for (std::size_t size = 0; size < text.size(); ++size) {
    const auto value = parse_exact(std::string_view(text).substr(0, size));
    ASSERT_FALSE(value) << size;
    EXPECT_LE(value.error().offset, size);
  }
}

TEST(ParseJson, NestsToTheLimitAndRefusesWhatIsDeeperWithoutUsingTheStack) {
  EXPECT_TRUE(parse_json(repeat("[", json_max_depth) + repeat("]", json_max_depth)));
  const auto deeper = parse_json(repeat("[", json_max_depth + 1) + repeat("]", json_max_depth + 1));
  ASSERT_FALSE(deeper);
  EXPECT_EQ(deeper.error().fault, JsonError::Fault::limit);
  EXPECT_EQ(deeper.error().offset, json_max_depth);
  for (const char* unit : {"[", "{\"a\":", "[{\"a\":"}) {
    const auto bomb = parse_json(repeat(unit, 1'000'000));
    ASSERT_FALSE(bomb);
    EXPECT_EQ(bomb.error().fault, JsonError::Fault::limit);
  }
}

TEST(ParseJson, TakesNoQuadraticTimeForRepeatedOrLongNames) {
  const auto start = std::chrono::steady_clock::now();
  const auto repeated = parse_json("{\"a\":0" + repeat(",\"a\":1", 49'999) + "}");
  ASSERT_TRUE(repeated);
  EXPECT_EQ(dump_json(*repeated), R"({"a":1})");

  std::string distinct = "{";
  for (int i = 0; i < 50'000; ++i) distinct += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":0";
  const auto many = parse_json(distinct + ",\"7\":1}");
  ASSERT_TRUE(many);
  EXPECT_EQ(many->as_object().size(), 50'000u);
  EXPECT_EQ((*many)["7"], Json(1));
  EXPECT_EQ(*many, *parse_json(distinct + ",\"7\":1}"));
  EXPECT_TRUE(parse_json("0." + repeat("1", 1'000'000)));
  EXPECT_FALSE(parse_json("1e" + repeat("9", 1'000'000)));
  EXPECT_FALSE(parse_json(repeat("\"", 1'000'001)));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST(Json, EqualNumbersAreEqualHoweverTheyAreKept) {
  EXPECT_EQ(Json(3), Json(3.0));
  EXPECT_EQ(Json(0), Json(-0.0));
  EXPECT_EQ(*parse_json("18446744073709551616"), Json(18446744073709551616.0));
  EXPECT_NE(*parse_json("9007199254740993"), Json(9007199254740992.0));
  EXPECT_NE(Json(3), Json(3.5));
  EXPECT_NE(Json(1), Json(true));
  EXPECT_NE(Json(0), Json(nullptr));
  EXPECT_NE(Json(std::nan("")), Json(1));
  EXPECT_NE(Json(std::numeric_limits<double>::infinity()), Json(1));
}

TEST(Json, ObjectsAreEqualInWhateverOrder) {
  const Json a = JsonObject{{"x", 1}, {"y", JsonArray{1, 2}}};
  EXPECT_EQ(a, Json(JsonObject{{"y", JsonArray{1, 2}}, {"x", 1.0}}));
  EXPECT_NE(a, Json(JsonObject{{"y", JsonArray{2, 1}}, {"x", 1}}));
  EXPECT_NE(a, Json(JsonObject{{"x", 1}}));
  EXPECT_NE(a, Json(JsonObject{{"x", 1}, {"z", JsonArray{1, 2}}}));
}

TEST(Json, TellsWhatItHolds) {
  EXPECT_TRUE(Json().is_null());
  EXPECT_EQ(Json(std::uint64_t{18446744073709551615U}).as_real(), 18446744073709551615.0);
  EXPECT_EQ(Json(5).as_real(), 5.0);
  EXPECT_EQ(Json(BigInteger{"-1" + std::string(400, '0')}).as_real(), -HUGE_VAL);
  EXPECT_TRUE(Json(BigInteger{"123456789012345678901"}).is_integer());
  EXPECT_EQ(Json(5).if_string(), nullptr);
  EXPECT_THROW((void)Json(5).as_string(), std::bad_variant_access);
}

TEST(Json, IndexesIntoObjectsAndArrays) {
  Json value;
  value["a"]["b"] = JsonArray{1, "two"};
  const Json& constant = value;
  EXPECT_EQ(constant["a"]["b"][1], Json("two"));
  EXPECT_THROW((void)constant["x"], std::out_of_range);
  EXPECT_THROW((void)constant["a"]["b"][2], std::out_of_range);
  EXPECT_THROW((void)constant["a"][0], std::bad_variant_access);
}

TEST(JsonObject, KeepsTheOrderAndEachNameOnce) {
  JsonObject object{{"b", 1}, {"a", 2}, {"b", 3}};
  EXPECT_EQ(dump_json(object), R"({"b":3,"a":2})");
  object.set("c", nullptr);
  object.update({{"a", 5}, {"d", 6}});
  EXPECT_EQ(dump_json(object), R"({"b":3,"a":5,"c":null,"d":6})");
  EXPECT_TRUE(object.erase("b"));
  EXPECT_FALSE(object.erase("b"));
  EXPECT_EQ(object.size(), 3u);
  EXPECT_EQ(object.at("a"), Json(5));
  EXPECT_THROW((void)object.at("b"), std::out_of_range);
}

TEST(DumpJson, WritesNothingThatIsNoJson) {
  EXPECT_EQ(dump_json(std::nan("")), "null");
  EXPECT_EQ(dump_json(-std::numeric_limits<double>::infinity()), "null");
  EXPECT_EQ(dump_json("a\xFF\xC3z"), "\"a\xEF\xBF\xBD\xEF\xBF\xBDz\"");
}

TEST(DumpJson, RealNumbersReadBackAsTheyWere) {
  for (const double value : {0.1, 1e15, 1e16, 1e22, 1e23, 9.999999999999999e22, 1e-4, 9.99e-5, 2.2250738585072011e-308,
                             5e-324, 1.7976931348623157e308, 123456.789, 4503599627370497.5}) {
    for (const double number : {value, -value}) {
      const auto again = parse_json(dump_json(number));
      ASSERT_TRUE(again);
      ASSERT_TRUE(again->is_real()) << dump_json(number);
      EXPECT_EQ(again->as_real(), number);
    }
  }
}

TEST(DumpJson, PrettyIsThatOfPython) {
  EXPECT_EQ(dump_json_pretty(JsonObject{{"a", JsonArray{1, JsonObject{}}}, {"b", JsonArray{}}}),
            "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}");
}

TEST(DumpJson, SpacedIsAsPythonWritesIt) {
  EXPECT_EQ(dump_json_spaced(JsonObject{{"a", JsonArray{1, 2}}, {"b", JsonObject{}}, {"c", JsonArray{}}}),
            R"({"a": [1, 2], "b": {}, "c": []})");
}

}  // namespace
}  // namespace talaria
