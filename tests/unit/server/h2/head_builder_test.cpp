#include "server/h2/head_builder.hpp"

#include "frames.hpp"

#include <string>

#include <gtest/gtest.h>

namespace talaria::server::h2 {
namespace {

class HeadBuilderTest : public testing::Test {
 protected:
  HeadBuilder& build(const Fields& fields, bool has_content = false) {
    builder_.emplace(limits_);
    for (const auto& [name, value] : fields) builder_->add(name, value);
    builder_->finish(has_content);
    return *builder_;
  }
  int status_of(const Fields& fields, bool has_content = false) { return build(fields, has_content).error().status; }
  std::string value_of(std::string_view name) {
    for (const auto& [one, value] : builder_->head().fields) {
      if (one == name) return std::string(value);
    }
    return "(none)";
  }

  Limits limits_;
  std::optional<HeadBuilder> builder_;
};

const Fields plain = request_fields("GET", "/a/b?c=d");

TEST_F(HeadBuilderTest, MakesAHead) {
  const http::RequestHead& head = build(with(plain, {{"x-one", "1"}, {"x-two", ""}})).head();
  EXPECT_EQ(builder_->error().status, 0);
  EXPECT_EQ(head.method, http::Method::get);
  EXPECT_EQ(head.method_name, "GET");
  EXPECT_EQ(head.target, "/a/b?c=d");
  EXPECT_EQ(head.major_version, 2);
  EXPECT_EQ(head.minor_version, 0);
  ASSERT_EQ(head.fields.size(), 3u);
  EXPECT_EQ(head.fields[0].name, "host");
  EXPECT_EQ(head.fields[0].value, "a");
  EXPECT_EQ(head.fields[1].name, "x-one");
  EXPECT_EQ(head.fields[2].value, "");
}

TEST_F(HeadBuilderTest, TheTextSurvivesGrowing) {
  Fields fields = plain;
  for (int i = 0; i < 80; ++i)
    fields.emplace_back("x-" + std::to_string(i), std::string(300, static_cast<char>('a' + i % 26)));
  build(fields);
  EXPECT_EQ(builder_->error().status, 0);
  EXPECT_EQ(value_of("x-79"), std::string(300, 'b'));
  EXPECT_EQ(builder_->head().target, "/a/b?c=d");
}

TEST_F(HeadBuilderTest, CookiesAreOneField) {
  build(with(plain, {{"cookie", "a=1"}, {"x-one", "1"}, {"cookie", "b=2"}, {"cookie", "c=3"}}));
  EXPECT_EQ(value_of("cookie"), "a=1; b=2; c=3");
  EXPECT_EQ(builder_->head().fields.size(), 3u);
}

TEST_F(HeadBuilderTest, CookiesDoNotCountAsFields) {
  Fields fields = plain;
  for (int i = 0; i < 200; ++i) fields.emplace_back("cookie", "a=1");
  EXPECT_EQ(status_of(fields), 0);
}

TEST_F(HeadBuilderTest, HostAndAuthorityAgree) {
  EXPECT_EQ(status_of(with(plain, {{"host", "A"}})), 0);
  EXPECT_EQ(builder_->head().fields.size(), 1u);
  EXPECT_EQ(status_of(with(plain, {{"host", "b"}})), 400);
  EXPECT_EQ(status_of(with(plain, {{"host", "a"}, {"host", "a"}})), 400);
}

TEST_F(HeadBuilderTest, TheHostIsOne) {
  for (const char* host : {"me@a", "a b", "a/b", "[::1", "a:70000"}) {
    Fields fields = plain;
    fields.back().second = host;
    EXPECT_EQ(status_of(fields), 400) << host;
  }
}

TEST_F(HeadBuilderTest, TheTargetIsOne) {
  for (const char* target : {"/a#b", "/a b", "/\xc3\xa4", "http://a/b", "*"}) {
    EXPECT_EQ(status_of(request_fields("GET", target)), 400) << target;
  }
  EXPECT_EQ(status_of(request_fields("OPTIONS", "*")), 0);
}

TEST_F(HeadBuilderTest, ConnectIsForProxies) {
  EXPECT_EQ(status_of({{":method", "CONNECT"}, {":authority", "a:443"}}), 501);
}

TEST_F(HeadBuilderTest, Expectations) {
  EXPECT_EQ(status_of(with(plain, {{"expect", "100-Continue"}}), true), 0);
  EXPECT_TRUE(builder_->expects_continue());
  EXPECT_EQ(status_of(with(plain, {{"expect", "100-continue"}}), false), 0);
  EXPECT_FALSE(builder_->expects_continue());
  EXPECT_EQ(status_of(with(plain, {{"expect", "more"}}), true), 417);
}

TEST_F(HeadBuilderTest, LimitsHaveTheirAnswers) {
  EXPECT_EQ(status_of(request_fields("GET", "/" + std::string(17'000, 'x'))), 414);
  EXPECT_EQ(status_of(with(plain, {{"x-one", std::string(17'000, 'x')}})), 431);
  EXPECT_EQ(status_of(with(plain, {{"cookie", std::string(9'000, 'x')}, {"cookie", std::string(9'000, 'x')}})), 431);
  Fields fields = plain;
  for (int i = 0; i < 101; ++i) fields.emplace_back("x", "");
  EXPECT_EQ(status_of(fields), 431);
  fields = plain;
  for (int i = 0; i < 8; ++i) fields.emplace_back("x", std::string(9'000, 'x'));
  EXPECT_EQ(status_of(fields), 431);
}

TEST_F(HeadBuilderTest, TheMethodIsKnownBeyondTheLimits) {
  Fields fields = request_fields("HEAD");
  fields.emplace_back("x-one", std::string(100'000, 'x'));
  EXPECT_EQ(status_of(fields), 431);
  EXPECT_EQ(builder_->head().method, http::Method::head);
}

TEST_F(HeadBuilderTest, KnowsAboutContentAndPriority) {
  build(with(request_fields("POST"), {{"content-length", "12"}, {"priority", "u=1"}}), true);
  EXPECT_EQ(builder_->content_length(), 12u);
  EXPECT_TRUE(builder_->has_priority());
}

}  // namespace
}  // namespace talaria::server::h2
