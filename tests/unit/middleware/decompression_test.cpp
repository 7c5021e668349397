#include "middleware/compressor.hpp"

#include <stdexcept>
#include <string>
#include <zlib.h>

#include <gtest/gtest.h>

#include <talaria/app/app.hpp>
#include <talaria/middleware/decompression.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

struct Item {
  std::string name;
  double price;
};

Task<Item> create(Body<Item> item) {
  co_return *item;
}
Task<Json> measure(Request& request) {
  const std::string_view body = co_await request.body();
  co_return body.size();
}

std::string packed(ContentCoding coding, const std::string& text) {
  std::string out;
  middleware::make_compressor(coding, 5)->finish(text, out);
  return out;
}

class Decompression : public testing::Test {
 protected:
  void start(const DecompressionMiddleware::Options& options = {}) {
    app_.add_middleware<DecompressionMiddleware>(options);
    app_.post<create>("/items");
    app_.post<measure>("/size");
    client_.emplace(app_);
  }
  TestResponse post(const std::string& path, const std::string& coding, const std::string& body) {
    return client_->post(
        path, {.headers = {{"content-type", "application/json"}, {"content-encoding", coding}}, .content = body});
  }

  App app_;
  std::optional<TestClient> client_;
};

TEST_F(Decompression, UnpacksBodies) {
  start();
  const std::string json = R"({"name":"Engine","price":9.5})";
  EXPECT_EQ(post("/items", "gzip", packed(ContentCoding::gzip, json)).text, json);
  EXPECT_EQ(post("/items", "GZip", packed(ContentCoding::gzip, json)).text, json);
  EXPECT_EQ(post("/items", "br", packed(ContentCoding::br, json)).text, json);
  EXPECT_EQ(post("/items", "zstd", packed(ContentCoding::zstd, json)).text, json);
  EXPECT_EQ(post("/items", "identity", json).text, json);
  EXPECT_EQ(client_->post("/items", {.json = *parse_json(json)}).text, json);
  EXPECT_EQ(post("/size", "gzip", "").text, "0") << "nothing is nothing in every coding";
}

TEST_F(Decompression, RefusesCodingsThatItDoesNotKnow) {
  start();
  for (const char* coding : {"compress", "gzip, br", "gzip,gzip", ""}) {
    const TestResponse response = post("/size", coding, "x");
    if (std::string_view(coding).empty()) {
      EXPECT_EQ(response.status_code, 200);
      continue;
    }
    EXPECT_EQ(response.status_code, 415) << coding;
    EXPECT_EQ(response.headers.get("accept-encoding"), "gzip, deflate, br, zstd");
    EXPECT_EQ(response.text, R"({"detail":"the content coding is not supported"})");
  }
}

TEST_F(Decompression, RefusesWhatIsNotWhatItSays) {
  start();
  EXPECT_EQ(post("/size", "gzip", "plain text").status_code, 400);
  const std::string whole = packed(ContentCoding::gzip, std::string(1000, 'x'));
  const TestResponse half = post("/size", "gzip", whole.substr(0, whole.size() / 2));
  EXPECT_EQ(half.status_code, 400);
  EXPECT_EQ(half.text, R"({"detail":"the content is not what its coding says"})");
}

TEST_F(Decompression, CountsWhatComesOut) {
  start({.max_body_size = 100'000});
  EXPECT_EQ(post("/size", "br", packed(ContentCoding::br, std::string(60'000, 'x'))).text, "60000");
  std::string random;
  unsigned state = 1;
  while (random.size() < 100'001) random += static_cast<char>((state = state * 1103515245 + 12345) >> 16);
  EXPECT_EQ(post("/size", "gzip", packed(ContentCoding::gzip, random.substr(0, 100'000))).text, "100000");
  const TestResponse large = post("/size", "gzip", packed(ContentCoding::gzip, random));
  EXPECT_EQ(large.status_code, 413);
  EXPECT_EQ(large.text, R"({"detail":"the content is too large"})");
}

// What the route allows counts, whether it is more than the server does or less.
TEST_F(Decompression, OfARouterKnowsTheLimitOfTheRoute) {
  Router router;
  router.add_middleware<DecompressionMiddleware>();
  router.post<measure>("/small", {.max_body_size = 1000});
  router.post<measure>("/large", {.max_body_size = 200'000});
  app_.include_router(router);
  client_.emplace(app_);
  const auto body = [](std::size_t size) { return packed(ContentCoding::gzip, std::string(size, 'x')); };
  EXPECT_EQ(post("/small", "gzip", body(1000)).text, "1000");
  EXPECT_EQ(post("/small", "gzip", body(1001)).status_code, 413);
  EXPECT_EQ(post("/large", "gzip", body(60'000)).text, "60000");
}

TEST_F(Decompression, UnpacksZlibForDeflate) {
  start();
  const std::string text(500, 'x');
  std::string octets(600, '\0');
  uLongf size = octets.size();
  ::compress(reinterpret_cast<Bytef*>(octets.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size());
  EXPECT_EQ(post("/size", "deflate", octets.substr(0, size)).text, "500");
}

TEST_F(Decompression, RefusesBombs) {
  start({.max_body_size = 1u << 30});
  for (const auto coding : {ContentCoding::gzip, ContentCoding::br, ContentCoding::zstd}) {
    const char* const name = coding == ContentCoding::gzip ? "gzip" : coding == ContentCoding::br ? "br" : "zstd";
    const std::string bomb = packed(coding, std::string(20'000'000, '\0'));
    EXPECT_EQ(post("/size", name, bomb).status_code, 413) << name;
  }
}

TEST(DecompressionOptions, MayNotBeZero) {
  EXPECT_THROW(DecompressionMiddleware({.max_body_size = 0}), std::invalid_argument);
  EXPECT_THROW(DecompressionMiddleware({.max_ratio = 0}), std::invalid_argument);
}

}  // namespace
}  // namespace talaria
