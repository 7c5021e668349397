#include <gmock/gmock.h>

#include <talaria/http/multipart.hpp>

namespace talaria::http {
namespace {

using testing::ElementsAre;
using testing::Pair;

// What became of a body, as one text: `[name: value|...]content;`, and `!` where it failed.
std::string take_apart(std::string_view body, std::size_t step, std::string_view boundary = "b",
                       MultipartLimits limits = {}) {
  MultipartParser parser(boundary, limits);
  std::string out;
  for (std::size_t at = 0; at < body.size(); at += step) {
    std::string piece(body.substr(at, step));  // a copy, so that a view that stays too long is found
    std::string_view octets = piece;
    for (auto event = parser.next(octets); event != MultipartParser::Event::need_more; event = parser.next(octets)) {
      if (event == MultipartParser::Event::failed) return out + "!";
      if (event == MultipartParser::Event::data) out += parser.data();
      if (event == MultipartParser::Event::part_end) out += ";";
      if (event != MultipartParser::Event::part) continue;
      out += "[";
      for (const auto& [name, value] : parser.headers()) out += name + ": " + value + "|";
      out += "]";
    }
  }
  return out + (parser.complete() ? "." : "");
}

void expect_parts(std::string_view body, std::string_view expected, std::string_view boundary = "b") {
  for (std::size_t step = 1; step <= body.size(); ++step) {
    EXPECT_EQ(take_apart(body, step, boundary), expected) << "in pieces of " << step;
  }
}

TEST(Multipart, TakesPartsApartInPiecesOfAnySize) {
  expect_parts("--b\r\nA: 1\r\nLong-Name:   two words\r\n\r\ncontent\r\n--b\r\nC:\r\n\r\n\r\n--b--\r\nepilogue",
               "[a: 1|long-name: two words|]content;[c: |];.");
  expect_parts("--b--", ".");
  expect_parts("", "");
}

TEST(Multipart, KeepsWhatOnlyLooksLikeADelimiter) {
  expect_parts("--b\r\nA: 1\r\n\r\n\r\n--\r\r\n-\r\n--c\r\n--bx\r\n--b-x\r\n--b\rx\r\n--b\r\r\n--b--",
               "[a: 1|]\r\n--\r\r\n-\r\n--c\r\n--bx\r\n--b-x\r\n--b\rx\r\n--b\r;.");
  expect_parts("--\r\r\nA: 1\r\n\r\nx", "!");
}

TEST(Multipart, SkipsEmptyLinesInFront) {
  expect_parts("\r\n\r\n--b\r\nA: 1\r\n\r\nx\r\n--b--", "[a: 1|]x;.");
  expect_parts("\nsome text --b\r\nA: 1\r\n\r\nx\r\n--b--", "[a: 1|]x;.");
  expect_parts("text\r\n--b\r\n", "!");
}

TEST(Multipart, GoesAsFarAsABodyThatIsCutOff) {
  expect_parts("--b\r\nA: 1\r\n\r\nx\r\n--b\r\nA: 2\r\n\r\ny\r\n--", "[a: 1|]x;[a: 2|]y");
  expect_parts("--b\r\nA: 1\r\n\r", "");
}

TEST(Multipart, RefusesWhatIsMalformed) {
  for (const char* body : {"junk", "--c\r\n", "--bx", "--b\rx", "--b-x", "--b\r\n: 1\r\n\r\n",
                           "--b\r\nno colon\r\n\r\n", "--b\r\nA: 1\rx", "--b\r\nA: 1\r\n\rx", "--b\r\nA B: 1\r\n"}) {
    expect_parts(body, "!");
  }
  EXPECT_EQ(take_apart("--" + std::string(256, 'b') + "--", 1, std::string(256, 'b')), ".");
  EXPECT_EQ(take_apart("-", 1, std::string(257, 'b')), "!");
}

TEST(Multipart, LimitsTheHeadOfAPart) {
  MultipartLimits limits;
  limits.header_count = 2;
  limits.header_size = 6;
  for (const std::size_t step : {1, 100}) {
    EXPECT_EQ(take_apart("--b\r\nA: 1\r\nB: 1\r\n\r\n", step, "b", limits), "[a: 1|b: 1|]");
    EXPECT_EQ(take_apart("--b\r\nA: 1\r\nB: 1\r\nC: 1\r\n\r\n", step, "b", limits), "!");
    EXPECT_EQ(take_apart("--b\r\nA: 123\r\n\r\n", step, "b", limits), "[a: 123|]");
    EXPECT_EQ(take_apart("--b\r\nA: 1234\r\n\r\n", step, "b", limits), "!");
    EXPECT_EQ(take_apart("--b\r\nA:     1\r\n\r\n", step, "b", limits), "!");
    EXPECT_EQ(take_apart("--b\r\nABCDEFG", step, "b", limits), "!");
  }
}

TEST(Multipart, CountsHeadersForEachPart) {
  MultipartLimits limits;
  limits.header_count = 1;
  EXPECT_EQ(take_apart("--b\r\nA: 1\r\n\r\n\r\n--b\r\nB: 1\r\n\r\n\r\n--b--", 7, "b", limits), "[a: 1|];[b: 1|];.");
}

TEST(FieldOptions, ReadsWhatBrowsersSend) {
  const auto options =
      parse_field_options(R"(Form-Data; Name="a;b" ;filename="x \"y\" \\z"; filename*=utf-8''q; n = 1;)");
  EXPECT_EQ(options.value, "form-data");
  EXPECT_THAT(options.options, ElementsAre(Pair("name", "a;b"), Pair("filename", R"(x "y" \z)"), Pair("n", "1")));
  EXPECT_EQ(parse_field_options(R"(a; filename="C:\Users\me\x.txt")").get("filename"), "x.txt");
  EXPECT_EQ(parse_field_options(R"(a; filename="\\\\server\\x.txt")").get("filename"), "x.txt");
  EXPECT_EQ(parse_field_options("a; x=1; x=2").get("x"), "2");
  EXPECT_EQ(parse_field_options("a; flag").get("flag"), "");
  EXPECT_EQ(parse_field_options("").value, "");
  EXPECT_FALSE(parse_field_options("a").get("x").has_value());
}

}  // namespace
}  // namespace talaria::http
