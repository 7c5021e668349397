#include "facts_check.hpp"

#include <map>
#include <set>
#include <unordered_set>

#include <talaria/model/types/date_time.hpp>

namespace talaria {
namespace {

using facts_check::check_file;
using facts_check::check_part;

TEST(DateTimeTest, ReadsAndWritesAsPydantic) {
  check_file<DateTime>("date_time");
}
TEST(DateTest, ReadsAndWritesAsPydantic) {
  check_file<Date>("date");
}
TEST(TimeTest, ReadsAndWritesAsPydantic) {
  check_file<Time>("time");
}

TEST(DateTimeTest, KnowsTheClockAndOffsets) {
  check_part<AwareDatetime>("date_rules", "aware");
  check_part<NaiveDatetime>("date_rules", "naive");
  check_part<PastDatetime>("date_rules", "past");
  check_part<FutureDatetime>("date_rules", "future");
  check_part<PastDate>("date_rules", "past_date");
  check_part<FutureDate>("date_rules", "future_date");
}

TEST(DateTimeTest, KeepsToBounds) {
  using model::facts_of;
  constexpr Time utc(0, 0, 0, 0, 0);
  check_part<Date>("date_rules", "date_ge_lt", facts_of<Date, ge{Date{2020, 1, 1}}, lt{Date{2021, 1, 1}}>);
  check_part<DateTime>("date_rules", "datetime_gt_le",
                       facts_of<DateTime, gt{DateTime{{2020, 1, 1}, utc}}, le{DateTime{{2021, 1, 1}, utc}}>);
  check_part<Time>("date_rules", "time_ge", facts_of<Time, ge{Time(8, 30)}>);
}

TEST(DateTest, IsACalendar) {
  EXPECT_EQ(Date(1970, 1, 1).to_days(), 0);
  EXPECT_EQ(Date(2000, 2, 29).to_days(), 11016);
  EXPECT_EQ(Date(1, 1, 1).to_days(), -719162);
  for (std::int64_t day = -719162; day <= 2932896; day += 97) EXPECT_EQ(Date::from_days(day).to_days(), day);
  EXPECT_EQ(Date(2024, 2, 29).weekday(), 3);
  EXPECT_EQ(Date(1, 1, 1).weekday(), 0);
  EXPECT_EQ(Date(2024, 2, 28) + TimeDelta(2), Date(2024, 3, 1));
  EXPECT_EQ((Date(2024, 3, 1) - Date(2023, 3, 1)).days(), 366);
  EXPECT_THROW(Date(2023, 2, 29), ValueError);
  EXPECT_THROW((void)Date::from_days(2932897), ValueError);
  EXPECT_THROW((void)Date::parse("2023-02-29"), ValueError);
}

TEST(DateTimeTest, ComparesAndCountsMoments) {
  const DateTime noon = DateTime::parse("2024-02-29T12:00:00Z");
  EXPECT_EQ(noon, DateTime::parse("2024-02-29T13:00:00+01:00"));
  EXPECT_NE(noon, DateTime::parse("2024-02-29T12:00:00"));
  EXPECT_LT(noon, DateTime::parse("2024-02-29T12:00:00-00:01"));
  EXPECT_EQ((noon + TimeDelta(1, 0, -1)).to_string(), "2024-03-01T11:59:59.999999Z");
  EXPECT_EQ(noon - DateTime::parse("2024-02-28T12:00:00.5Z"), TimeDelta(0, 86399, 500000));
  EXPECT_EQ(noon.in_offset(-19800).to_string(), "2024-02-29T06:30:00-05:30");
  EXPECT_EQ(DateTime(noon.to_time_point()), noon);
  EXPECT_EQ(DateTime::from_timestamp(-1).to_string(), "1969-12-31T23:59:59.999999Z");
  EXPECT_GT(DateTime::now(), noon);
  EXPECT_THROW((void)DateTime::parse("9999-12-31T23:59:59Z").to_time_point(), ValueError);
}

struct Event {
  DateTime at;
  std::optional<Date> day;
  Field<Time, default_factory<[] { return Time(9); }>> from;
  std::map<std::string, TimeDelta> pauses;
  std::vector<Date> days;
};

TEST(DateTimeTest, IsAFieldAnItemAndAKey) {
  const auto event = model_validate_json<Event>(
      R"({"at": "2024-01-02T03:04:05Z", "pauses": {"a": "PT5M"}, "days": ["2024-01-01", 86400]})");
  EXPECT_EQ(model_dump_json(event),
            R"({"at":"2024-01-02T03:04:05Z","day":null,"from":"09:00:00","pauses":{"a":"PT5M"},)"
            R"("days":["2024-01-01","1970-01-02"]})");
  EXPECT_EQ(std::set<Date>({event.days[0], event.days[1]}).begin()->year(), 1970);
  EXPECT_EQ(std::unordered_set<DateTime>({event.at, DateTime::parse("2024-01-02T04:04:05+01:00")}).size(), 1U);
  std::ostringstream out;
  out << event.at << ' ' << event.days[0] << ' ' << Time(1) << ' ' << TimeDelta(1);
  EXPECT_EQ(out.str(), "2024-01-02T03:04:05Z 2024-01-01 01:00:00 P1D");
  EXPECT_EQ(Json(event.at), Json("2024-01-02T03:04:05Z"));
}

}  // namespace
}  // namespace talaria
