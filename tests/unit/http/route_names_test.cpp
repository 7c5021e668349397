#include <gtest/gtest.h>

#include <talaria/http/request.hpp>
#include <talaria/http/route_names.hpp>

namespace talaria {
namespace {

TEST(PathParam, IsMadeOfTextsAndNumbers) {
  EXPECT_EQ(http::PathParam("id", 5).value, "5");
  EXPECT_EQ(http::PathParam("id", std::uint64_t(18446744073709551615U)).value, "18446744073709551615");
  EXPECT_EQ(http::PathParam("id", "five").value, "five");
  EXPECT_EQ(http::PathParam("id", std::string("five")).value, "five");
}

TEST(NoMatchFound, SaysWhatWasAskedFor) {
  const http::PathParam params[] = {{"id", 5}, {"name", "x"}};
  EXPECT_STREQ(http::NoMatchFound("read", params).what(), "No route exists for name \"read\" and params \"id, name\".");
}

// Without an application there are no names.
TEST(Request, HasNoUrlsOfRoutesWithoutAnApplication) {
  http::RequestHead head;
  head.target = "/";
  head.fields.push_back({"host", "testserver"});
  const Request request(head);
  EXPECT_THROW(static_cast<void>(request.url_for("read")), http::NoMatchFound);
  EXPECT_EQ(request.base_url(), "http://testserver/");
}

class Names final : public http::RouteNames {
 public:
  explicit Names(std::string path) : path_(std::move(path)) {}
  [[nodiscard]] std::optional<std::string> find_path(std::string_view,
                                                     std::span<const http::PathParam>) const override {
    return path_;
  }

 private:
  std::string path_;
};

TEST(Request, AsksTheOutermostApplication) {
  http::RequestHead head;
  head.target = "/api/sub/x";
  head.fields.push_back({"host", "testserver"});
  Request request(head);
  request.set_root_path("/api");
  const Names outer("/outer");
  const Names inner("/inner");
  request.set_route_names(outer);
  request.enter_mount(4);
  request.set_route_names(inner);
  EXPECT_EQ(request.root_path(), "/api/sub");
  EXPECT_EQ(request.base_url(), "http://testserver/api/");
  EXPECT_EQ(request.url_for("any"), "http://testserver/api/outer");
}

}  // namespace
}  // namespace talaria
