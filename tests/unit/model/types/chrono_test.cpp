#include "facts_check.hpp"

#include <talaria/model/types/chrono.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;
namespace chrono = std::chrono;

struct Plan {
  chrono::seconds timeout;
  chrono::sys_seconds start;
  chrono::year_month_day day;
  std::optional<chrono::milliseconds> delay;
};

TEST(ChronoTest, IsReadAndWritten) {
  const auto plan = model_validate_json<Plan>(
      R"({"timeout": "PT1M30S", "start": "2024-02-29T12:00:00.5+01:00", "day": "2024-02-29", "delay": 0.25})");
  EXPECT_EQ(plan.timeout, 90s);
  EXPECT_EQ(plan.start, chrono::sys_days(chrono::year(2024) / 2 / 29) + 11h);
  EXPECT_EQ(plan.day, chrono::year(2024) / 2 / 29);
  EXPECT_EQ(plan.delay, 250ms);
  EXPECT_EQ(model_dump_json(plan),
            R"({"timeout":"PT1M30S","start":"2024-02-29T11:00:00Z","day":"2024-02-29","delay":"PT0.25S"})");
}

TEST(ChronoTest, RefusesWhatDoesNotFit) {
  for (const char* text : {R"("P999999999D")", R"("nonsense")", "true1"}) {
    EXPECT_THROW((void)model_validate_json<chrono::nanoseconds>(text), ValidationError) << text;
  }
  EXPECT_THROW((void)model_validate_json<chrono::year_month_day>(R"("2023-02-29")"), ValidationError);
  EXPECT_THROW((void)to_date(chrono::year(2023) / 2 / 29), ValueError);
}

TEST(ChronoTest, IsDocumentedLikeOurTypes) {
  const Json schema = model_json_schema<Plan>()["properties"];
  EXPECT_EQ(schema["timeout"]["format"], Json("duration"));
  EXPECT_EQ(schema["start"]["format"], Json("date-time"));
  EXPECT_EQ(schema["day"]["format"], Json("date"));
}

}  // namespace
}  // namespace talaria
