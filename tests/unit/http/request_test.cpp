#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/http/request.hpp>

namespace talaria {
namespace {

using testing::ElementsAre;
using testing::Pair;

class Pieces final : public http::BodySource {
 public:
  explicit Pieces(std::vector<std::string> pieces) : pieces_(std::move(pieces)) {}
  Task<std::string_view> next() override {
    if (next_ == pieces_.size()) co_return std::string_view{};
    co_return pieces_[next_++];
  }

 private:
  std::vector<std::string> pieces_;
  std::size_t next_ = 0;
};

http::RequestHead head_of(std::string_view target) {
  http::RequestHead head;
  head.target = target;
  return head;
}

TEST(Request, SplitsAndDecodesTheTarget) {
  const auto head = head_of("/a%20b/%C3%A9?x=1+2&y=%26&x=3");
  const Request request(head);
  EXPECT_EQ(request.raw_path(), "/a%20b/%C3%A9");
  EXPECT_EQ(request.path(), "/a b/\xc3\xa9");
  EXPECT_EQ(request.query_string(), "x=1+2&y=%26&x=3");
  EXPECT_THAT(request.query_params(), ElementsAre(Pair("x", "1 2"), Pair("y", "&"), Pair("x", "3")));
}

TEST(Request, HasAPathBelowWhereItsServiceIs) {
  const auto head = head_of("/api/a%20b/x");
  Request request(head);
  EXPECT_EQ(request.route_path(), "/api/a b/x");
  request.set_root_path("/api");
  EXPECT_EQ(request.route_path(), "/a b/x");
  request.enter_mount(4);
  EXPECT_EQ(request.root_path(), "/api/a b");
  EXPECT_EQ(request.route_path(), "/x");
  request.set_root_path("/ap");
  EXPECT_EQ(request.route_path(), "/api/a b/x");
  request.set_root_path("/proxy");
  request.enter_mount(4);
  EXPECT_EQ(request.root_path(), "/proxy/api");
  EXPECT_EQ(request.route_path(), "/a b/x");
  request.set_root_path("/api/a b/x");
  EXPECT_EQ(request.route_path(), "");
}

TEST(Request, KnowsItsUrlWithAnotherPath) {
  auto head = head_of("/a?x=1");
  EXPECT_EQ(Request(head).url_with_path("/b"), "/b?x=1");
  head.fields = {{"Host", "example.com"}};
  EXPECT_EQ(Request(head).url_with_path("/b"), "http://example.com/b?x=1");
}

TEST(Request, HasNoQueryWithoutAQuestionMark) {
  const auto head = head_of("/plain");
  const Request request(head);
  EXPECT_EQ(request.path(), "/plain");
  EXPECT_EQ(request.query_string(), "");
  EXPECT_TRUE(request.query_params().empty());
}

TEST(Request, FindsTheLastValueOfAQueryParameter) {
  // Plain queries are read where they stand; the others are decoded.
  for (const std::string more : {"", "&z=%20"}) {
    const std::string target = "/?ab=1&a=&a=2&&b&b=3=4&c&=5&abc=6&d=7&d" + more;
    const auto head = head_of(target);
    const Request request(head);
    const auto find = [&request](std::string_view name) { return request.query_param(name).value_or("none"); };
    EXPECT_EQ(find("a"), "2");
    EXPECT_EQ(find("ab"), "1");
    EXPECT_EQ(find("abc"), "6");
    EXPECT_EQ(find("b"), "3=4");
    EXPECT_EQ(find("c"), "");
    EXPECT_EQ(find("d"), "");
    EXPECT_EQ(find(""), "5");
    EXPECT_EQ(find("e"), "none");
    EXPECT_EQ(find("abcd"), "none");
    for (const auto& [name, value] : request.query_params()) {
      const auto pairs = request.query_params();
      const auto last =
          std::find_if(pairs.rbegin(), pairs.rend(), [&](const auto& pair) { return pair.first == name; });
      EXPECT_EQ(Request(head).query_param(name), last->second);
    }
  }
  const auto head = head_of("/?q=1+2&%71=%C3%A9&r=\xff");
  const Request request(head);
  EXPECT_EQ(request.query_param("q"), "\xc3\xa9");
  EXPECT_EQ(request.query_param("r"), "\xef\xbf\xbd");
  const auto none = head_of("/");
  EXPECT_EQ(Request(none).query_param("q"), std::nullopt);
}

TEST(Request, RefusesTooManyQueryParametersAndCookies) {
  std::string target = "/?";
  std::string cookies;
  for (int i = 0; i < 1001; ++i) {
    target += "a=1&";
    cookies += "a" + std::to_string(i) + "=1;";
  }
  auto head = head_of(target);
  head.fields = {{"Cookie", cookies}};
  const Request request(head);
  EXPECT_THROW(static_cast<void>(request.query_params()), http::BodyError);
  EXPECT_THROW(static_cast<void>(request.cookies()), http::BodyError);
}

TEST(Request, ReadsCookiesOfAllFields) {
  auto head = head_of("/");
  head.fields = {{"cookie", "a=1; b=2"}, {"host", "example.com"}, {"Cookie", "c=3"}};
  const Request request(head);
  EXPECT_THAT(request.cookies(), ElementsAre(Pair("a", "1"), Pair("b", "2"), Pair("c", "3")));
  EXPECT_EQ(request.host(), "example.com");
  EXPECT_EQ(request.url(), "http://example.com/");
}

TEST(Request, CollectsTheBodyOnce) {
  const auto head = head_of("/");
  Pieces source({"one ", "two ", "three"});
  Request request(head, &source);
  EXPECT_FALSE(request.body_if_ready().has_value());
  EXPECT_EQ(run_until_complete(request.body()), "one two three");
  EXPECT_EQ(run_until_complete(request.body()), "one two three");
  EXPECT_EQ(request.body_if_ready(), "one two three");
}

TEST(Request, HasAnEmptyBodyWithoutASource) {
  const auto head = head_of("/");
  Request request(head);
  EXPECT_EQ(request.body_if_ready(), "");
  request.set_body("given");
  EXPECT_EQ(run_until_complete(request.body()), "given");
}

}  // namespace
}  // namespace talaria
