#include "facts_check.hpp"

#include <talaria/model/types/time_delta.hpp>

namespace talaria {
namespace {

TEST(TimeDeltaTest, ReadsAndWritesAsPydantic) {
  facts_check::check_file<TimeDelta>("time_delta");
}

TEST(TimeDeltaTest, KeepsToBounds) {
  facts_check::check_part<TimeDelta>(
      "date_rules", "delta_ge_lt", model::facts_of<TimeDelta, ge{TimeDelta(0)}, lt{TimeDelta(std::chrono::hours(24))}>);
}

TEST(TimeDeltaTest, IsASpan) {
  EXPECT_EQ(TimeDelta(std::chrono::hours(26)), TimeDelta(1, 7200));
  EXPECT_EQ(TimeDelta(0, 0, -1).days(), -1);
  EXPECT_EQ(TimeDelta(0, 0, -1).microseconds(), 999999);
  EXPECT_EQ(TimeDelta(1, 0, 500000).total_seconds(), 86400.5);
  EXPECT_EQ(TimeDelta(1) - TimeDelta(0, 1), TimeDelta(0, 86399));
  EXPECT_LT(TimeDelta(0, -1), TimeDelta());
  EXPECT_EQ(TimeDelta::from_seconds(1.5).to_duration(), std::chrono::milliseconds(1500));
  EXPECT_EQ(TimeDelta::parse("P1W"), TimeDelta(7));
  EXPECT_THROW((void)TimeDelta::parse("x"), ValueError);
  EXPECT_THROW(TimeDelta(1'000'000'000), ValueError);
  EXPECT_THROW((void)TimeDelta(999'999'999).to_duration(), ValueError);
}

TEST(TimeDeltaTest, CanBeWrittenAsSeconds) {
  const TimeDelta span(1, 0, 500000);
  ModelConfig config;
  config.ser_json_timedelta = TimedeltaFormat::seconds_float;
  std::string out;
  model::time_delta_ops.write(model::type_info<TimeDelta>, &span, config, out);
  EXPECT_EQ(out, "86400.5");
}

}  // namespace
}  // namespace talaria
