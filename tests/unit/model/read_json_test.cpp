// The short cuts of the fast path, and that they change nothing.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/model/dump.hpp>
#include <talaria/model/validate.hpp>

namespace talaria {
namespace {

struct Part {
  std::string name;
  std::optional<std::int64_t> id;
  std::vector<std::string> tags;
};

struct Renamed {
  Field<int, alias{"a\"b"}> quoted;
  Field<int, alias{"a\\u0062"}> escaped;
  int plain;
};

struct Named {
  int a;
  int thirteen_byte;
  int fourteen_bytes;
  Field<int, alias{"\xC3\xA9t\xC3\xA9"}> summer;
};

/// What the fast path reads from a copy of exactly the text's size, written again; "no" when it leaves the text alone.
template <class T>
std::string read(std::string_view text) {
  const auto exact = std::make_unique<char[]>(text.size());
  text.copy(exact.get(), text.size());
  T object{};
  if (!model::read_json(model::type_info<T>, model::no_facts, {exact.get(), text.size()}, &object)) return "no";
  return model_dump_json(object);
}

TEST(ReadJson, FindsFieldsHoweverTheirNamesAreWritten) {
  const std::string expected = R"({"name":"x","id":7,"tags":["a"]})";
  for (const char* const text : {
           R"({"name":"x","id":7,"tags":["a"]})",
           R"( { "name" : "x" , "id" : 7 , "tags" : [ "a" ] } )",
           R"({"tags":["a"],"id":7,"name":"x"})",
           R"({"n\u0061me":"x","\u0069d":7,"tags":["a"]})",
           R"({"more":1,"name":"x","names":[],"id":7,"i":{},"tags":["a"],"":0})",
           "{\"name\"\n:\t\"x\",\"id\":\r7,\"tags\":[\"a\"]}",
       }) {
    EXPECT_EQ(read<Part>(text), expected) << text;
  }
}

TEST(ReadJson, TakesAliasesAsTextAndNotAsTheyWouldBeWritten) {
  EXPECT_EQ(read<Renamed>(R"({"a\"b":1,"a\\u0062":2,"plain":3})"), R"({"a\"b":1,"a\\u0062":2,"plain":3})");
  EXPECT_EQ(read<Renamed>(R"({"a"b":1,"a\u0062":2,"plain":3})"), "no");
  EXPECT_EQ(read<Renamed>(R"({"a\"b":1,"a\u0062":2,"plain":3})"), "no");
}

TEST(ReadJson, FindsNamesOfEveryLength) {
  const std::string expected = "{\"a\":1,\"thirteen_byte\":2,\"fourteen_bytes\":3,\"\xC3\xA9t\xC3\xA9\":4}";
  EXPECT_EQ(read<Named>(expected), expected);
  EXPECT_EQ(read<Named>(R"({"\u00e9t\u00e9":4,"fourteen_bytes":3,"thirteen_byte":2,"a":1})"), expected);
  EXPECT_EQ(read<Named>(R"({"a":1,"a":1,"thirteen_byte":2,"fourteen_bytes":3,"\u00e9t\u00e9":4})"), "no");
}

TEST(ReadJson, ReadsIntegersAsTheTokenizerDoes) {
  for (const std::string_view good :
       {"0", "-0", "7", "-123456789012345678", "123456789012345678", "9223372036854775807", "-9223372036854775808"}) {
    const std::string text = "[" + std::string(good) + "]";
    EXPECT_EQ(read<std::vector<std::int64_t>>(text), good == "-0" ? "[0]" : text);
  }
  for (const std::string_view bad : {"", "-", "01", "-01", "1.0", "1e2", "1E2", "+1", "0x1", "1x", "\"1\"", "null",
                                     "9223372036854775808", "-9223372036854775809", "123456789012345678901"}) {
    EXPECT_EQ(read<std::vector<std::int64_t>>("[" + std::string(bad) + (bad.empty() ? "1,]" : "]")), "no") << bad;
  }
  EXPECT_EQ(read<std::vector<std::uint8_t>>("[0,255]"), "[0,255]");
  EXPECT_EQ(read<std::vector<std::uint8_t>>("[256]"), "no");
  EXPECT_EQ(read<std::vector<std::uint8_t>>("[-1]"), "no");
}

TEST(ReadJson, ReadsValuesThatAreNoContainers) {
  EXPECT_EQ(read<std::int64_t>(" 12 "), "12");
  EXPECT_EQ(read<std::int64_t>("12"), "12");
  EXPECT_EQ(read<std::string>(R"("text")"), R"("text")");
  EXPECT_EQ(read<bool>("true"), "true");
  EXPECT_EQ(read<bool>("tru"), "no");
  EXPECT_EQ(read<std::optional<int>>("null"), "null");
  EXPECT_EQ(read<std::int64_t>("12 3"), "no");
  EXPECT_EQ(read<std::string>(""), "no");
}

TEST(ReadJson, RefusesAnObjectThatIsCutAnywhere) {
  const std::string_view text = R"({"name":"x\n","id":7,"tags":["a","b"]})";
  for (std::size_t size = 0; size < text.size(); ++size) EXPECT_EQ(read<Part>(text.substr(0, size)), "no") << size;
}

TEST(ReadJson, ReadsLongLists) {
  std::string text = "[";
  for (int i = 0; i < 500; ++i) {
    if (i != 0) text += ',';
    text += R"({"name":")" + std::string(static_cast<std::size_t>(i % 40), 'n') + R"(","id":)" + std::to_string(i) +
            R"(,"tags":[]})";
  }
  text += "]";
  EXPECT_EQ(read<std::vector<Part>>(text), text);
}

TEST(ReadJson, ReservesNoMoreThanAFewTimesTheText) {
  // Four short items do not promise that all the rest is such items.
  const std::string text = "[1,2,3,4," + std::string(10'000, ' ') + "5]";
  std::vector<std::int64_t> numbers;
  ASSERT_TRUE(model::read_json(model::type_info<std::vector<std::int64_t>>, model::no_facts, text, &numbers));
  EXPECT_EQ(numbers.size(), 5U);
  EXPECT_LE(numbers.capacity() * sizeof(std::int64_t), 5 * text.size());

  const std::string part = R"({"name":"","id":1,"tags":[]},)";
  const std::string short_models =
      "[" + part + part + part + part + R"({"name":")" + std::string(10'000, 'x') + R"(","id":1,"tags":[]}])";
  std::vector<Part> parts;
  ASSERT_TRUE(model::read_json(model::type_info<std::vector<Part>>, model::no_facts, short_models, &parts));
  EXPECT_EQ(parts.size(), 5U);
  EXPECT_LE(parts.capacity() * sizeof(Part), 5 * short_models.size());
}

TEST(ReadJson, OverwritesAnObjectThatWasReadBefore) {
  Part part;
  const auto read_into = [&](std::string_view text) {
    EXPECT_TRUE(model::read_json(model::type_info<Part>, model::no_facts, text, &part)) << text;
    return model_dump_json(part);
  };
  const std::string long_name(100, 'n');
  EXPECT_EQ(read_into(R"({"name":")" + long_name + R"(","id":1,"tags":["a","b"]})"),
            R"({"name":")" + long_name + R"(","id":1,"tags":["a","b"]})");
  EXPECT_EQ(read_into(R"({"name":"short","tags":["c"]})"), R"({"name":"short","id":null,"tags":["c"]})");
  EXPECT_EQ(read_into(R"({"name":"\u00e9\ud83d\ude00\"\\\/\b\f\n\r\t","id":2,"tags":[]})"),
            "{\"name\":\"\xC3\xA9\xF0\x9F\x98\x80\\\"\\\\/\\b\\f\\n\\r\\t\",\"id\":2,\"tags\":[]}");
}

}  // namespace
}  // namespace talaria
