// Date, Time and DateTime, as Python's datetime has them: plain values to the microsecond, with or without an offset
// from UTC. Read by Pydantic's rules and written by them; <chrono>'s calendar types are in types/chrono.hpp.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <talaria/base/chrono.hpp>
#include <talaria/model/describe.hpp>
#include <talaria/model/text_format.hpp>
#include <talaria/model/types/time_delta.hpp>

namespace talaria {

/// A day of the years 1 to 9999: `2024-02-29`. 1970-01-01 when default-constructed.
class Date {
 public:
  using talaria_prints_itself = void;

  constexpr Date() = default;
  /// Throws ValueError when there is no such day.
  constexpr Date(int year, int month, int day)
      : year_(static_cast<std::int16_t>(year)),
        month_(static_cast<std::int8_t>(month)),
        day_(static_cast<std::int8_t>(day)) {
    if (year < 1 || year > 9999) model::detail::refuse("the year of a date is 1 to 9999");
    if (month < 1 || month > 12) model::detail::refuse("the month of a date is 1 to 12");
    if (day < 1 || day > days_in(year, month)) model::detail::refuse("the month of a date has no such day");
  }
  /// How many days a month has.
  [[nodiscard]] static constexpr int days_in(int year, int month) {
    if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }
  /// The day that is so many days after 1970-01-01; throws ValueError beyond the years.
  [[nodiscard]] static Date from_days(std::int64_t days);
  /// Today, in UTC.
  [[nodiscard]] static Date today();
  /// Reads a text as validation does; throws ValueError.
  [[nodiscard]] static Date parse(std::string_view text);

  [[nodiscard]] constexpr int year() const { return year_; }
  [[nodiscard]] constexpr int month() const { return month_; }  ///< 1 to 12
  [[nodiscard]] constexpr int day() const { return day_; }      ///< 1 to 31
  /// Monday is 0.
  [[nodiscard]] int weekday() const;
  /// Days since 1970-01-01.
  [[nodiscard]] constexpr std::int64_t to_days() const {
    // The year begins in March, so that the leap day is its last one (Howard Hinnant's "days_from_civil").
    const std::int64_t year = year_ - (month_ <= 2 ? 1 : 0);
    const std::int64_t era = year / 400;
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t day_of_year = (153 * (month_ + (month_ > 2 ? -3 : 9)) + 2) / 5 + day_ - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
  }
  [[nodiscard]] constexpr std::int64_t talaria_count() const { return to_days(); }
  /// `2024-02-29`
  [[nodiscard]] std::string to_string() const;

  friend Date operator+(const Date& date, const TimeDelta& span) { return from_days(date.to_days() + span.days()); }
  friend Date operator-(const Date& date, const TimeDelta& span) { return date + -span; }
  friend TimeDelta operator-(const Date& a, const Date& b) { return TimeDelta(a.to_days() - b.to_days()); }
  friend constexpr auto operator<=>(const Date&, const Date&) = default;

 private:
  std::int16_t year_ = 1970;
  std::int8_t month_ = 1;
  std::int8_t day_ = 1;
};

/// A time of a day, with or without an offset from UTC: `13:45:00.250000+02:00`.
class Time {
 public:
  using talaria_prints_itself = void;

  constexpr Time() = default;
  /// Throws ValueError when there is no such time. The offset is in seconds east of Greenwich.
  explicit constexpr Time(int hour, int minute = 0, int second = 0, int microsecond = 0, std::optional<int> offset = {})
      : hour_(static_cast<std::int8_t>(hour)),
        minute_(static_cast<std::int8_t>(minute)),
        second_(static_cast<std::int8_t>(second)),
        microsecond_(microsecond),
        offset_(checked_offset(offset)) {
    const auto within = [](int value, int limit) { return value >= 0 && value < limit; };
    if (!within(hour, 24) || !within(minute, 60) || !within(second, 60) || !within(microsecond, 1'000'000)) {
      model::detail::refuse("there is no such time of a day");
    }
  }
  /// Reads a text as validation does; throws ValueError.
  [[nodiscard]] static Time parse(std::string_view text);

  [[nodiscard]] constexpr int hour() const { return hour_; }
  [[nodiscard]] constexpr int minute() const { return minute_; }
  [[nodiscard]] constexpr int second() const { return second_; }
  [[nodiscard]] constexpr int microsecond() const { return microsecond_; }
  /// Seconds east of Greenwich; nothing when the time says nothing about it.
  [[nodiscard]] constexpr std::optional<int> offset() const {
    return offset_ == no_offset ? std::nullopt : std::optional<int>(offset_);
  }
  /// The same time of day with another offset, or none.
  [[nodiscard]] constexpr Time with_offset(std::optional<int> offset) const {
    Time time = *this;
    time.offset_ = checked_offset(offset);
    return time;
  }
  /// Microseconds since midnight.
  [[nodiscard]] constexpr std::int64_t since_midnight() const {
    return ((hour_ * 60LL + minute_) * 60 + second_) * 1'000'000 + microsecond_;
  }
  /// The same in UTC, which may lie on the day before or after; the time itself when there is no offset.
  [[nodiscard]] constexpr std::int64_t talaria_count() const {
    return since_midnight() - (offset_ == no_offset ? 0 : offset_ * 1'000'000LL);
  }
  /// `13:45:00`, with microseconds when there are any, and with `Z` or `+02:00` when there is an offset.
  [[nodiscard]] std::string to_string() const;

  // Equal offsets apart, times are compared in UTC; one without an offset comes before the same one with it.
  friend constexpr std::weak_ordering operator<=>(const Time& a, const Time& b) {
    const std::weak_ordering order = a.talaria_count() <=> b.talaria_count();
    return order != 0 ? order : (a.offset_ != no_offset) <=> (b.offset_ != no_offset);
  }
  friend constexpr bool operator==(const Time& a, const Time& b) { return (a <=> b) == 0; }

 private:
  static constexpr std::int32_t no_offset = INT32_MIN;
  static constexpr std::int32_t checked_offset(std::optional<int> offset) {
    if (offset && (*offset <= -86'400 || *offset >= 86'400)) {
      model::detail::refuse("an offset from UTC is less than 24 hours");
    }
    return offset.value_or(no_offset);
  }

  std::int8_t hour_ = 0;
  std::int8_t minute_ = 0;
  std::int8_t second_ = 0;
  std::int32_t microsecond_ = 0;
  std::int32_t offset_ = no_offset;
};

/// A date and a time of that day: `2024-02-29T13:45:00Z`.
class DateTime {
 public:
  using talaria_prints_itself = void;

  constexpr DateTime() = default;
  constexpr DateTime(const Date& date, const Time& time = {}) : date_(date), time_(time) {}
  /// The moment, in UTC; what is finer than a microsecond is cut off.
  DateTime(std::chrono::system_clock::time_point moment);
  /// Now, in UTC.
  [[nodiscard]] static DateTime now();
  /// The moment that is so many microseconds after 1970-01-01T00:00:00Z, in UTC; throws ValueError beyond the years.
  [[nodiscard]] static DateTime from_timestamp(std::int64_t microseconds);
  /// Reads a text as validation does; throws ValueError.
  [[nodiscard]] static DateTime parse(std::string_view text);

  [[nodiscard]] constexpr const Date& date() const { return date_; }
  [[nodiscard]] constexpr const Time& time() const { return time_; }
  [[nodiscard]] constexpr std::optional<int> offset() const { return time_.offset(); }
  /// Microseconds since 1970-01-01T00:00:00Z; without an offset it is taken for UTC.
  [[nodiscard]] constexpr std::int64_t timestamp() const {
    return date_.to_days() * 86'400'000'000 + time_.talaria_count();
  }
  [[nodiscard]] constexpr std::int64_t talaria_count() const { return timestamp(); }
  /// The same moment in another offset, in seconds; without an offset of its own it is taken for UTC.
  [[nodiscard]] DateTime in_offset(int offset) const;
  /// As a time point of <chrono>.
  [[nodiscard]] std::chrono::system_clock::time_point to_time_point() const;
  /// `2024-02-29T13:45:00Z`, as it is in JSON.
  [[nodiscard]] std::string to_string() const;

  friend DateTime operator+(const DateTime& moment, const TimeDelta& span);
  friend DateTime operator-(const DateTime& moment, const TimeDelta& span) { return moment + -span; }
  friend TimeDelta operator-(const DateTime& a, const DateTime& b) {
    return TimeDelta(0, 0, a.timestamp() - b.timestamp());
  }
  // By moment; one without an offset is taken for UTC, and comes before the same one with an offset.
  friend constexpr std::weak_ordering operator<=>(const DateTime& a, const DateTime& b) {
    const std::weak_ordering order = a.timestamp() <=> b.timestamp();
    return order != 0 ? order : a.offset().has_value() <=> b.offset().has_value();
  }
  friend constexpr bool operator==(const DateTime& a, const DateTime& b) { return (a <=> b) == 0; }

 private:
  Date date_;
  Time time_;
};

// Values that are also checked against the clock, or for an offset.

/// A date before today. Python's machine-local day is UTC's here.
struct PastDate : Date {
  using Date::Date;
  PastDate(const Date& date = {}) : Date(date) {}
};
/// A date after today.
struct FutureDate : Date {
  using Date::Date;
  FutureDate(const Date& date = {}) : Date(date) {}
};
/// A moment in the past.
struct PastDatetime : DateTime {
  using DateTime::DateTime;
  PastDatetime(const DateTime& moment = {}) : DateTime(moment) {}
};
/// A moment in the future.
struct FutureDatetime : DateTime {
  using DateTime::DateTime;
  FutureDatetime(const DateTime& moment = {}) : DateTime(moment) {}
};
/// A date and time that has an offset.
struct AwareDatetime : DateTime {
  using DateTime::DateTime;
  AwareDatetime(const DateTime& moment = {}) : DateTime(moment) {}
};
/// A date and time that has none.
struct NaiveDatetime : DateTime {
  using DateTime::DateTime;
  NaiveDatetime(const DateTime& moment = {}) : DateTime(moment) {}
};

namespace model {

extern const CustomOps date_ops, past_date_ops, future_date_ops;
extern const CustomOps time_ops;
extern const CustomOps date_time_ops, past_date_time_ops, future_date_time_ops, aware_date_time_ops,
    naive_date_time_ops;

// clang-format off
template <> struct Describe<Date> { static constexpr TypeInfo make() { return detail::custom<Date>("date", date_ops); } };
template <> struct Describe<PastDate> { static constexpr TypeInfo make() { return detail::custom<PastDate>("date", past_date_ops); } };
template <> struct Describe<FutureDate> { static constexpr TypeInfo make() { return detail::custom<FutureDate>("date", future_date_ops); } };
template <> struct Describe<Time> { static constexpr TypeInfo make() { return detail::custom<Time>("time", time_ops); } };
template <> struct Describe<DateTime> { static constexpr TypeInfo make() { return detail::custom<DateTime>("datetime", date_time_ops); } };
template <> struct Describe<PastDatetime> { static constexpr TypeInfo make() { return detail::custom<PastDatetime>("datetime", past_date_time_ops); } };
template <> struct Describe<FutureDatetime> { static constexpr TypeInfo make() { return detail::custom<FutureDatetime>("datetime", future_date_time_ops); } };
template <> struct Describe<AwareDatetime> { static constexpr TypeInfo make() { return detail::custom<AwareDatetime>("datetime", aware_date_time_ops); } };
template <> struct Describe<NaiveDatetime> { static constexpr TypeInfo make() { return detail::custom<NaiveDatetime>("datetime", naive_date_time_ops); } };
// clang-format on

}  // namespace model

}  // namespace talaria

template <>
struct std::hash<talaria::Date> {
  std::size_t operator()(const talaria::Date& date) const { return std::hash<std::int64_t>{}(date.to_days()); }
};
template <>
struct std::hash<talaria::Time> {
  std::size_t operator()(const talaria::Time& time) const { return std::hash<std::int64_t>{}(time.talaria_count()); }
};
template <>
struct std::hash<talaria::DateTime> {
  std::size_t operator()(const talaria::DateTime& moment) const {
    return std::hash<std::int64_t>{}(moment.timestamp());
  }
};
