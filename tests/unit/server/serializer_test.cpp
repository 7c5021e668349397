#include "server/h1/serializer.hpp"

#include <memory>
#include <string>

#include <gmock/gmock.h>

namespace talaria::server::h1 {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class NoStream final : public http::BodyStream {
 public:
  Task<std::string_view> next() override { co_return std::string_view{}; }
};

struct Written {
  std::string text;
  ContentFrame content;
  ResponseFrame frame;
};

ResponseFrame frame_for(int minor_version, bool is_head, bool keep_alive) {
  ResponseFrame frame;
  frame.date = "Sun, 06 Nov 1994 08:49:37 GMT";
  frame.minor_version = minor_version;
  frame.is_head = is_head;
  frame.keep_alive = keep_alive;
  return frame;
}

Written write(const Response& response, ResponseFrame frame = frame_for(1, false, true)) {
  OutputBuffer out;
  Written written;
  written.content = write_head(out, response, frame);
  written.text.assign(out.data(), out.size());
  written.frame = frame;
  return written;
}

TEST(WriteHead, WritesWhatAPlainResponseNeeds) {
  const Written written = write(Response("hello", 200, "text/plain"));
  EXPECT_EQ(written.text,
            "HTTP/1.1 200 OK\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\ncontent-type: text/plain\r\ncontent-length: "
            "5\r\n\r\n");
  EXPECT_TRUE(written.content.has_content);
}

TEST(WriteHead, WritesEveryMediaTypeAndStatusAsGiven) {
  for (const std::string type : {"application/json", "text/plain; charset=utf-8", "text/html; charset=utf-8",
                                 "text/html; charset=utf-7", "application/x", "image/svg+xml; a=\"b\""}) {
    const Written written = write(Response("x", 511, type));
    EXPECT_EQ(written.text,
              "HTTP/1.1 511 Network Authentication Required\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\ncontent-type: " +
                  type + "\r\ncontent-length: 1\r\n\r\n");
  }
  EXPECT_THAT(write(Response("x", 431)).text, StartsWith("HTTP/1.1 431 Request Header Fields Too Large\r\ndate: "));
}

TEST(WriteHead, KeepsTheFieldsOfTheResponse) {
  Response response("x", 299, "text/plain");
  response.headers.set("Content-Type", "image/png");
  response.headers.set("Date", "Mon, 07 Nov 1994 08:49:37 GMT");
  response.headers.add("set-cookie", "a=1");
  response.headers.add("set-cookie", "b=2");
  const std::string text = write(response).text;
  EXPECT_THAT(text, StartsWith("HTTP/1.1 299 \r\nContent-Type: image/png\r\nDate: Mon"));
  EXPECT_THAT(text, HasSubstr("set-cookie: a=1\r\nset-cookie: b=2\r\n"));
  EXPECT_THAT(text, Not(HasSubstr("text/plain")));
  EXPECT_THAT(text, Not(HasSubstr("Sun")));
}

TEST(WriteHead, DecidesTheFramingItself) {
  Response response("hello");
  response.headers.set("Content-Length", "3");
  response.headers.set("Transfer-Encoding", "gzip");
  const std::string text = write(response).text;
  EXPECT_THAT(text, HasSubstr("content-length: 5\r\n"));
  EXPECT_THAT(text, Not(HasSubstr("gzip")));
  EXPECT_THAT(text, Not(HasSubstr("Content-Length")));
}

TEST(WriteHead, WritesNoContentWhereThereMayBeNone) {
  for (const int status : {204, 304}) {
    const Written written = write(Response("ignored", status));
    EXPECT_FALSE(written.content.has_content);
    EXPECT_THAT(written.text, Not(HasSubstr("content-length")));
  }
  const Written head = write(Response("hello"), frame_for(1, true, true));
  EXPECT_FALSE(head.content.has_content);
  EXPECT_THAT(head.text, HasSubstr("content-length: 5\r\n"));
  Response declared;
  declared.headers.set("content-length", "1234");
  EXPECT_THAT(write(declared, frame_for(1, true, true)).text, HasSubstr("content-length: 1234\r\n"));
}

TEST(WriteHead, FramesStreams) {
  Response response;
  response.stream = std::make_unique<NoStream>();
  const Written chunked = write(response);
  EXPECT_TRUE(chunked.content.chunked);
  EXPECT_THAT(chunked.text, HasSubstr("transfer-encoding: chunked\r\n"));
  const Written old = write(response, frame_for(0, false, true));
  EXPECT_TRUE(old.content.ends_with_close);
  EXPECT_FALSE(old.frame.keep_alive);
  EXPECT_THAT(old.text, EndsWith("connection: close\r\n\r\n"));
  response.headers.set("content-length", "7");
  const Written fixed = write(response);
  EXPECT_FALSE(fixed.content.chunked);
  EXPECT_EQ(fixed.content.length, 7u);
  EXPECT_THAT(fixed.text, HasSubstr("content-length: 7\r\n"));
}

TEST(WriteHead, SaysWhetherTheConnectionStays) {
  EXPECT_THAT(write(Response("x")).text, Not(HasSubstr("connection")));
  EXPECT_THAT(write(Response("x"), frame_for(1, false, false)).text, HasSubstr("connection: close\r\n"));
  EXPECT_THAT(write(Response("x"), frame_for(0, false, true)).text, HasSubstr("connection: keep-alive\r\n"));
  Response response("x");
  response.headers.set("Connection", "x, close");
  const Written written = write(response);
  EXPECT_FALSE(written.frame.keep_alive);
  EXPECT_THAT(written.text, HasSubstr("connection: close\r\n"));
}

TEST(WriteHead, MakesAnUnwritableResponseA500) {
  for (const int status : {-1, 0, 99, 100, 101, 199, 600, 1000}) {
    const Written written = write(Response("secret", status));
    EXPECT_THAT(written.text, StartsWith("HTTP/1.1 500 ")) << status;
    EXPECT_THAT(written.text, HasSubstr("content-length: 0\r\n"));
    EXPECT_FALSE(written.content.has_content);
    EXPECT_FALSE(written.frame.keep_alive);
  }
  const std::string text = write(Response("x", 200, "text/plain\r\nx-injected: 1")).text;
  EXPECT_THAT(text, StartsWith("HTTP/1.1 500 "));
  EXPECT_THAT(text, Not(HasSubstr("x-injected")));
}

TEST(WriteChunk, WritesSizesInHexadecimal) {
  OutputBuffer out;
  write_chunk(out, "hello");
  write_chunk(out, "");  // would end the content
  write_chunk(out, std::string(26, 'x'));
  write_last_chunk(out);
  EXPECT_EQ(std::string(out.data(), out.size()), "5\r\nhello\r\n1a\r\n" + std::string(26, 'x') + "\r\n0\r\n\r\n");
}

}  // namespace
}  // namespace talaria::server::h1
