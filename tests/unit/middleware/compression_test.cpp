#include <brotli/decode.h>
#include <stdexcept>
#include <string>
#include <vector>
#include <zlib.h>
#include <zstd.h>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/async/run_sync.hpp>
#include <talaria/middleware/compression.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

std::string gunzip(std::string_view octets) {
  z_stream stream{};
  inflateInit2(&stream, 16 + MAX_WBITS);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(octets.data()));
  stream.avail_in = static_cast<uInt>(octets.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  inflate(&stream, Z_SYNC_FLUSH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}
std::string unbrotli(std::string_view octets) {
  std::string out(1 << 20, '\0');
  std::size_t size = out.size();
  const auto status = BrotliDecoderDecompress(octets.size(), reinterpret_cast<const std::uint8_t*>(octets.data()),
                                              &size, reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(status == BROTLI_DECODER_RESULT_SUCCESS ? size : 0);
  return out;
}
std::string unzstd(std::string_view octets) {
  std::string out(1 << 20, '\0');
  ZSTD_DCtx* const context = ZSTD_createDCtx();
  ZSTD_inBuffer in{octets.data(), octets.size(), 0};
  ZSTD_outBuffer target{out.data(), out.size(), 0};
  const bool good = ZSTD_decompressStream(context, &target, &in) == 0;
  ZSTD_freeDCtx(context);
  out.resize(good ? target.pos : 0);
  return out;
}

std::string long_text(std::size_t octets = 4000) {
  std::string text;
  while (text.size() < octets)
    text += "All work and no play makes Jack a dull boy, said " + std::to_string(text.size());
  return text;
}

// Gives what it was made of, piece by piece.
class Pieces final : public http::BodyStream {
 public:
  explicit Pieces(std::vector<std::string> pieces) : pieces_(std::move(pieces)) {}
  Task<std::string_view> next() override {
    co_return at_ < pieces_.size() ? std::string_view(pieces_[at_++]) : std::string_view{};
  }

 private:
  std::vector<std::string> pieces_;
  std::size_t at_ = 0;
};

Task<Response> text(Request& request) {
  Response response = PlainTextResponse(long_text());
  for (const auto& [name, value] : request.query_params()) {
    if (name == "type") {
      response.headers.set("content-type", value);
    } else if (name == "status") {
      response.status_code = std::stoi(value);
    } else if (name == "size") {
      response.body = long_text(std::stoul(value)).substr(0, std::stoul(value));
    } else {
      response.headers.set(name, value);
    }
  }
  co_return response;
}
Task<Response> stream() {
  Response response;
  response.stream = make_owned<http::BodyStream, Pieces>(std::vector<std::string>{"one, ", "two, ", "three"});
  response.headers.set("content-length", "15");
  co_return response;
}

struct Site {
  Site() {
    app.get<text>("/");
    app.get<stream>("/stream");
  }
  TestResponse get(std::string_view url, std::string_view accepted) {
    TestClient client(app);
    return client.get(url, {.headers = {{"accept-encoding", std::string(accepted)}}});
  }
  App app;
};

TEST(CompressionMiddleware, TakesTheCodingThatTheClientLikes) {
  Site site;
  site.app.add_middleware<CompressionMiddleware>();
  const TestResponse gzip = site.get("/", "gzip");
  EXPECT_EQ(gzip.header("content-encoding"), "gzip");
  EXPECT_EQ(gzip.header("vary"), "Accept-Encoding");
  EXPECT_LT(gzip.text.size(), 1000U);
  EXPECT_EQ(gunzip(gzip.text), long_text());
  const TestResponse brotli = site.get("/", "gzip, br");
  EXPECT_EQ(brotli.header("content-encoding"), "br");
  EXPECT_EQ(unbrotli(brotli.text), long_text());
  const TestResponse zstandard = site.get("/", "gzip, br, zstd");
  EXPECT_EQ(zstandard.header("content-encoding"), "zstd");
  EXPECT_EQ(unzstd(zstandard.text), long_text());
  const TestResponse plain = site.get("/", "identity");
  EXPECT_EQ(plain.header("content-encoding"), "");
  EXPECT_EQ(plain.header("vary"), "Accept-Encoding") << "another client gets another form";
  EXPECT_EQ(plain.text, long_text());
}

TEST(CompressionMiddleware, LeavesAloneWhatMustNotOrNeedNotBeCompressed) {
  Site site;
  site.app.add_middleware<CompressionMiddleware>();
  for (const char* query : {"?size=499", "?type=image/png", "?type=video/mp4",
                            "?type=text/event-stream;%20charset=utf-8", "?type=TEXT/Event-Stream", "?status=206",
                            "?content-encoding=identity", "?cache-control=no-store,%20no-transform"}) {
    const TestResponse response = site.get(std::string("/") + query, "gzip");
    EXPECT_TRUE(response.text.starts_with("All work")) << query;
    EXPECT_EQ(response.header("vary"), "") << query;
  }
  EXPECT_EQ(site.get("/?size=500", "gzip").header("content-encoding"), "gzip");
  EXPECT_EQ(site.get("/?type=image/svg%2Bxml", "gzip").header("content-encoding"), "gzip");
}

TEST(CompressionMiddleware, BigBodiesAreCompressedOnThePool) {
  Site site;
  site.app.add_middleware<CompressionMiddleware>({.thread_minimum_size = 1000});
  EXPECT_EQ(gunzip(site.get("/", "gzip").text), long_text());
}

TEST(CompressionMiddleware, AStrongTagBecomesAWeakOne) {
  Site site;
  site.app.add_middleware<CompressionMiddleware>();
  EXPECT_EQ(site.get("/?etag=%22a%22", "gzip").header("etag"), "W/\"a\"");
  EXPECT_EQ(site.get("/?etag=W/%22a%22", "gzip").header("etag"), "W/\"a\"");
  EXPECT_EQ(site.get("/?etag=%22a%22", "identity").header("etag"), "\"a\"");
}

TEST(CompressionMiddleware, StreamsStayStreams) {
  Site site;
  site.app.add_middleware<CompressionMiddleware>();
  const TestResponse gzip = site.get("/stream", "gzip");
  EXPECT_EQ(gzip.header("content-encoding"), "gzip");
  EXPECT_EQ(gunzip(gzip.text), "one, two, three");
  EXPECT_EQ(unbrotli(site.get("/stream", "br").text), "one, two, three");
  EXPECT_EQ(unzstd(site.get("/stream", "zstd").text), "one, two, three");
}

Task<std::string> first_piece() {
  const CompressionMiddleware middleware{{.codings = {ContentCoding::gzip}}};
  http::RequestHead head;
  head.fields = {{"accept-encoding", "gzip"}};
  Request request(head);
  class End final : public http::Service {
   public:
    Task<Response> handle(Request&) override { return stream(); }
  };
  End end;
  const Next next(nullptr, nullptr, end);
  Response response = co_await middleware.dispatch(request, next);
  const std::string_view piece = co_await response.stream->next();
  co_return std::string(piece);
}

TEST(CompressionMiddleware, EachPieceCanBeReadWhenItComes) {
  EXPECT_EQ(gunzip(run_until_complete(first_piece())), "one, ");
}

TEST(GZipMiddleware, IsGzipAlone) {
  Site site;
  site.app.add_middleware<GZipMiddleware>({.minimum_size = 1000, .compresslevel = 5});
  EXPECT_EQ(site.get("/", "br, gzip").header("content-encoding"), "gzip");
  EXPECT_EQ(site.get("/?size=999", "gzip").header("content-encoding"), "");
}

TEST(CompressionMiddleware, RefusesLevelsThatDoNotExist) {
  EXPECT_THROW(CompressionMiddleware({.gzip_level = 10}), std::invalid_argument);
  EXPECT_THROW(CompressionMiddleware({.br_level = 12}), std::invalid_argument);
  EXPECT_THROW(CompressionMiddleware({.zstd_level = 0}), std::invalid_argument);
  EXPECT_THROW(GZipMiddleware({.compresslevel = 0}), std::invalid_argument);
}

}  // namespace
}  // namespace talaria
