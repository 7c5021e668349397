#include <memory>
#include <string>

#include <gtest/gtest.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/http/streaming_response.hpp>

namespace talaria {
namespace {

Stream<std::string> words() {
  co_yield "one ";
  co_yield "two";
}
Generator<std::string_view> views() {
  co_yield "three ";
  co_yield "four";
}

Task<std::string> read(http::BodyStream& stream) {
  std::string text;
  while (true) {
    const std::string_view piece = co_await stream.next();
    if (piece.empty()) break;
    text += piece;
  }
  co_return text;
}

TEST(StreamingResponse, SendsWhatCoroutinesYield) {
  StreamingResponse response(words());
  EXPECT_EQ(response.status_code, 200);
  EXPECT_TRUE(response.headers.empty());
  EXPECT_EQ(run_until_complete(read(*response.stream)), "one two");
  StreamingResponse blocking(views(), 203, "text/csv", {{"x-a", "b"}});
  EXPECT_EQ(blocking.status_code, 203);
  EXPECT_EQ(blocking.headers.get("content-type"), "text/csv; charset=utf-8");
  EXPECT_EQ(blocking.headers.get("x-a"), "b");
  EXPECT_EQ(run_until_complete(read(*blocking.stream)), "three four");
}

TEST(StreamingResponse, LeavesAContentTypeThatIsThere) {
  const StreamingResponse response(words(), 200, "text/csv", {{"content-type", "text/plain"}});
  EXPECT_EQ(response.headers.get("content-type"), "text/plain");
}

TEST(StreamingResponse, ClosesItsCoroutineAfterTheSending) {
  static bool closed = false;
  const auto make = []() -> Stream<std::string> {
    struct Guard {
      ~Guard() { closed = true; }
    } guard;
    co_yield std::string(20'000, 'x');
    co_yield "never";
  };
  const auto body = [make]() -> Task<bool> {
    StreamingResponse response(make());
    co_await response.stream->next();
    const bool open = !closed;
    bool cancelled = false;
    try {
      co_await *response.after_send;
    } catch (const Cancelled&) {
      cancelled = true;
    }
    const bool all = open && closed && cancelled;
    co_return all;
  };
  EXPECT_TRUE(run_until_complete(body()));
}

TEST(StreamingResponse, SendsABodyStreamOfOnesOwn) {
  class Once final : public http::BodyStream {
   public:
    Task<std::string_view> next() override { co_return std::exchange(given_, true) ? "" : "own"; }

   private:
    bool given_ = false;
  };
  StreamingResponse response(Owned<http::BodyStream>(std::make_unique<Once>()));
  EXPECT_EQ(run_until_complete(read(*response.stream)), "own");
  EXPECT_FALSE(response.after_send);
}

}  // namespace
}  // namespace talaria
