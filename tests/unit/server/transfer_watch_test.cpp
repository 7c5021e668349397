#include "server/transfer_watch.hpp"

#include <gtest/gtest.h>

namespace talaria::server {
namespace {

using namespace std::chrono_literals;

constexpr async::TimePoint start{};

bool slow(const TransferWatch& watch, async::TimePoint now) {
  return watch.too_slow(now, 30s, 300s, Limits{});
}

TEST(TransferWatch, FindsPauses) {
  TransferWatch watch;
  EXPECT_FALSE(slow(watch, start + 1h));  // nobody waits
  watch.begin_wait(start);
  EXPECT_FALSE(slow(watch, start + 5s));
  watch.progress(1'000'000, start + 25s);
  EXPECT_FALSE(slow(watch, start + 55s));
  EXPECT_TRUE(slow(watch, start + 56s));
}

TEST(TransferWatch, FindsLowRates) {
  TransferWatch watch;
  watch.begin_wait(start);
  for (int second = 1; second <= 5; ++second) {
    watch.progress(100, start + std::chrono::seconds(second));
    EXPECT_FALSE(slow(watch, start + std::chrono::seconds(second)));  // within the grace
  }
  EXPECT_TRUE(slow(watch, start + 6s));
  watch.progress(2000, start + 6s);
  EXPECT_FALSE(slow(watch, start + 6s));
}

TEST(TransferWatch, FindsTooLongTransfers) {
  TransferWatch watch;
  watch.begin_wait(start);
  for (int second = 0; second <= 300; second += 10) {
    watch.progress(100'000, start + std::chrono::seconds(second));
    EXPECT_FALSE(slow(watch, start + std::chrono::seconds(second)));
  }
  EXPECT_TRUE(slow(watch, start + 301s));
}

TEST(TransferWatch, DoesNotCountWhatWeTakeOurselves) {
  TransferWatch watch;
  watch.begin_wait(start);
  watch.progress(100, start + 1s);
  watch.end_wait(start + 1s);
  watch.begin_wait(start + 1h);
  EXPECT_FALSE(slow(watch, start + 1h + 3s));
  watch.reset();
  EXPECT_FALSE(watch.waiting());
}

}  // namespace
}  // namespace talaria::server
