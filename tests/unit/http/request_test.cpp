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

TEST(Request, HasNoQueryWithoutAQuestionMark) {
  const auto head = head_of("/plain");
  const Request request(head);
  EXPECT_EQ(request.path(), "/plain");
  EXPECT_EQ(request.query_string(), "");
  EXPECT_TRUE(request.query_params().empty());
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
