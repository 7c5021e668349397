#include "server/h2/response_fields.hpp"

#include "frames.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace talaria::server::h2 {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using testing::Pair;

Fields copy(const ResponseFields& fields) {
  Fields copied;
  for (const auto& [name, value] : fields.list()) copied.emplace_back(name, value);
  return copied;
}

class Endless final : public http::BodyStream {
 public:
  Task<std::string_view> next() override { co_return "x"; }
};

TEST(ResponseFields, HasWhatTheServerAdds) {
  const Response response("abc", 201, "text/plain");
  const ResponseFields fields(response, "now", false);
  EXPECT_THAT(copy(fields), ElementsAre(Pair(":status", "201"), Pair("content-length", "3"),
                                        Pair("content-type", "text/plain"), Pair("date", "now")));
  EXPECT_TRUE(fields.has_content());
  EXPECT_EQ(fields.length(), 3u);
}

TEST(ResponseFields, NamesAreInLowerCase) {
  const Response response("", 200, {}, {{"X-One", "A"}, {"x-two", "B"}, {"X-THREE", "C"}});
  const ResponseFields fields(response, "now", false);
  EXPECT_THAT(copy(fields), testing::IsSupersetOf(Fields{{"x-one", "A"}, {"x-two", "B"}, {"x-three", "C"}}));
}

TEST(ResponseFields, OwnFieldsWin) {
  const Response response("", 200, "text/plain", {{"Content-Type", "a/b"}, {"Date", "then"}});
  const Fields fields = copy(ResponseFields(response, "now", false));
  EXPECT_THAT(fields, Contains(Pair("content-type", "a/b")));
  EXPECT_THAT(fields, Not(Contains(Pair("content-type", "text/plain"))));
  EXPECT_THAT(fields, Contains(Pair("date", "then")));
  EXPECT_THAT(fields, Not(Contains(Pair("date", "now"))));
}

TEST(ResponseFields, FieldsOfTheConnectionAreDropped) {
  const Response response("", 200, {},
                          {{"Connection", "close"},
                           {"Keep-Alive", "1"},
                           {"Proxy-Connection", "close"},
                           {"Transfer-Encoding", "chunked"},
                           {"Upgrade", "websocket"}});
  EXPECT_THAT(copy(ResponseFields(response, "now", false)),
              ElementsAre(Pair(":status", "200"), Pair("content-length", "0"), Pair("date", "now")));
}

TEST(ResponseFields, SomeResponsesHaveNoContent) {
  for (const int status : {204, 304}) {
    const ResponseFields fields(Response("abc", status), "now", false);
    EXPECT_FALSE(fields.has_content());
    EXPECT_THAT(copy(fields), ElementsAre(Pair(":status", std::to_string(status)), Pair("date", "now")));
  }
  const Response empty("", 200);
  EXPECT_FALSE(ResponseFields(empty, "now", false).has_content());
}

TEST(ResponseFields, HeadSaysHowLongTheContentWouldBe) {
  const Response response("abc");
  const ResponseFields fields(response, "now", true);
  EXPECT_FALSE(fields.has_content());
  EXPECT_THAT(copy(fields), Contains(Pair("content-length", "3")));
  const Response told("", 200, {}, {{"content-length", "70"}});
  EXPECT_THAT(copy(ResponseFields(told, "now", true)), Contains(Pair("content-length", "70")));
}

TEST(ResponseFields, StreamsHaveALengthWhereItWasSaid) {
  Response response;
  response.stream = make_owned<http::BodyStream, Endless>();
  const ResponseFields open(response, "now", false);
  EXPECT_TRUE(open.has_content());
  EXPECT_EQ(open.length(), std::nullopt);
  EXPECT_THAT(copy(open), Not(Contains(Pair("content-length", testing::_))));
  response.headers.set("content-length", "5");
  const ResponseFields told(response, "now", false);
  EXPECT_EQ(told.length(), 5u);
  EXPECT_THAT(copy(told), Contains(Pair("content-length", "5")));
}

TEST(ResponseFields, WhatCannotBeWrittenIsAnEmpty500) {
  for (const Response& response : {Response("abc", 101), Response("abc", 42), Response("abc", 200, "a\nb")}) {
    const ResponseFields fields(response, "now", false);
    EXPECT_FALSE(fields.has_content());
    EXPECT_THAT(copy(fields), ElementsAre(Pair(":status", "500"), Pair("content-length", "0"), Pair("date", "now")));
  }
}

}  // namespace
}  // namespace talaria::server::h2
