#include "model/json_buffer.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace talaria::model {
namespace {

TEST(JsonBuffer, WritesStringsAsWriteStringDoes) {
  for (std::size_t size = 0; size < 600; ++size) {
    for (const std::string_view end : {"", "\"", "\n", "\xC3\xA9", "\xFF"}) {
      const std::string text = std::string(size, 'x').append(end);
      std::string expected = "[";
      write_string(expected, text);
      std::string out = "[";
      JsonBuffer buffer(out);
      buffer.put_string(text);
      EXPECT_EQ(buffer.string(), expected);
    }
  }
}

TEST(JsonBuffer, KeepsTheOrderWhenItIsFullAndWhenTheStringIsWrittenToDirectly) {
  std::string out;
  std::string expected;
  JsonBuffer buffer(out);
  for (int i = 0; i < 500; ++i) {
    const std::string text(static_cast<std::size_t>(i * 7 % 300), static_cast<char>('a' + i % 26));
    buffer.put_name(i % 2 == 0 ? '{' : ',', text);
    buffer.put_integer(i);
    buffer.put("null");
    buffer.put_real(i / 4.0);
    if (i % 5 == 0) buffer.string() += "direct";
    buffer.put(';');

    expected += i % 2 == 0 ? '{' : ',';
    write_string(expected, text);
    expected += ':' + std::to_string(i) + "null";
    write_real(expected, i / 4.0);
    if (i % 5 == 0) expected += "direct";
    expected += ';';
  }
  EXPECT_EQ(buffer.string(), expected);
}

TEST(JsonBuffer, WritesTokensOfNamesWhereverTheBufferEnds) {
  std::string out;
  std::string expected;
  JsonBuffer buffer(out);
  for (int i = 0; i < 300; ++i) {
    const std::string name(static_cast<std::size_t>(i) % 14, 'n');
    buffer.put_name(',', NameToken(name));
    buffer.put_integer(i);
    expected += ",\"" + name + "\":" + std::to_string(i);
  }
  EXPECT_EQ(buffer.string(), expected);
}

TEST(JsonBuffer, EscapesWhatHasToBeEscaped) {
  std::string out;
  JsonBuffer buffer(out);
  buffer.put_string(std::string_view("\0\x01\b\t\n\v\f\r\x1F \"/\\\x7F\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xC3", 24));
  EXPECT_EQ(
      buffer.string(),
      "\"\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f \\\"/\\\\\x7F\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xEF\xBF\xBD\"");
}

TEST(JsonBuffer, HasRoomForTheLongestNumbers) {
  std::string out;
  JsonBuffer buffer(out);
  const auto expect = [&](std::string_view text) {
    EXPECT_EQ(buffer.string(), text);
    out.clear();
  };
  buffer.put_integer(std::numeric_limits<std::int64_t>::min());
  expect("-9223372036854775808");
  buffer.put_integer(std::numeric_limits<std::uint64_t>::max());
  expect("18446744073709551615");
  buffer.put_real(-std::numeric_limits<double>::denorm_min());
  expect("-5e-324");
  buffer.put_real(-1.7976931348623157e308);
  expect("-1.7976931348623157e+308");
  buffer.put_real(-0.00012345678901234567);
  expect("-0.00012345678901234567");
  buffer.put_real(9007199254740991.0);
  expect("9007199254740991.0");
  buffer.put_real(0.1F);
  expect("0.1");
  buffer.put_real(std::numeric_limits<double>::infinity());
  expect("null");
}

}  // namespace
}  // namespace talaria::model
