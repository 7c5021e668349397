#include "server/limit_list.hpp"

#include <set>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

namespace talaria::server {
namespace {

TEST(LimitList, HasEveryLimit) {
  // Each member takes eight octets, the backlog with what fills it up.
  EXPECT_EQ(list_limits(Limits()).size(), sizeof(Limits) / 8) << "a limit is missing in visit_limits";
  std::set<std::string_view> names;
  for (const LimitEntry& entry : list_limits(Limits())) {
    EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
    EXPECT_NE(entry.answer, "") << entry.name;
  }
}

TEST(LimitList, WritesValuesForPeople) {
  EXPECT_EQ(written_size(16 * 1024), "16 KiB");
  EXPECT_EQ(written_size(1024 * 1024), "1 MiB");
  EXPECT_EQ(written_size(1000), "1000");
  EXPECT_EQ(written_size(0), "0");
  EXPECT_EQ(written_size(Limits::unlimited), "unlimited");
  EXPECT_EQ(written_time(std::chrono::seconds{75}), "75 s");
  EXPECT_EQ(written_time(std::chrono::milliseconds{1500}), "1500 ms");
  EXPECT_EQ(written_time(Limits::unlimited_time), "unlimited");
  for (const LimitEntry& entry : list_limits(Limits())) {
    if (entry.name == "head_line") {
      EXPECT_EQ(entry.value, "16 KiB");
    }
    if (entry.name == "connections") {
      EXPECT_EQ(entry.value, "10000");
    }
    if (entry.name == "connections_per_address") {
      EXPECT_EQ(entry.value, "unlimited");
    }
    if (entry.name == "idle") {
      EXPECT_EQ(entry.value, "75 s");
    }
  }
}

TEST(LimitList, NamesWhatIsZero) {
  Limits limits;
  EXPECT_NO_THROW(ensure_limits(limits));
  limits.trailers = 0;
  try {
    ensure_limits(limits);
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(), "Limits::trailers is zero; say Limits::unlimited for none");
  }
  limits = {};
  limits.linger = std::chrono::milliseconds{0};
  EXPECT_THROW(ensure_limits(limits), std::invalid_argument);
  limits.linger = Limits::unlimited_time + std::chrono::milliseconds{1};
  EXPECT_THROW(ensure_limits(limits), std::invalid_argument);
  limits = {};
  limits.backlog = -5;
  EXPECT_THROW(ensure_limits(limits), std::invalid_argument);
}

TEST(LimitList, LeavesDescriptorsForTheRest) {
  EXPECT_EQ(connections_allowed(1), 1u);
  EXPECT_LT(connections_allowed(Limits::unlimited), Limits::unlimited);
}

}  // namespace
}  // namespace talaria::server
