// Dates, times and spans of time as texts and numbers, by the rules of speedate (which Pydantic uses) to the word.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include <talaria/model/types/date_time.hpp>
#include <talaria/model/types/time_delta.hpp>

namespace talaria::model {

/// Why a text is no date or time, nullptr when it is one.
using Fault = const char*;

/// A date that exists, but for the year 0.
struct RawDate {
  int year = 0;
  int month = 1;
  int day = 1;
};

struct RawTime {
  int hour = 0;
  int minute = 0;
  int second = 0;
  int microsecond = 0;
  bool has_offset = false;
  int offset = 0;  ///< in seconds
};

struct RawDateTime {
  RawDate date;
  RawTime time;
};

/// Where a text can stand for a number too: a number of seconds, or of milliseconds when it is beyond 2e10.
enum class Timestamps : bool { refused, taken };

Fault parse_date(std::string_view text, Timestamps timestamps, RawDate& out);
Fault parse_time(std::string_view text, RawTime& out);
Fault parse_date_time(std::string_view text, Timestamps timestamps, RawDateTime& out);
Fault parse_time_delta(std::string_view text, TimeDelta& out);

/// The moment of a timestamp and some microseconds more.
Fault date_time_of(std::int64_t timestamp, std::uint32_t microseconds, RawDateTime& out);
/// The moment of a timestamp that is a real number.
Fault date_time_of(double timestamp, RawDateTime& out);
/// The time of the day after so many seconds.
Fault time_of(double seconds, RawTime& out);
/// A span of so many seconds.
Fault time_delta_of(double seconds, TimeDelta& out);

/// Out of a raw value; the year is not 0.
[[nodiscard]] Date to_date(const RawDate& raw);
[[nodiscard]] Time to_time(const RawTime& raw);
/// The days since 1970-01-01 as a date of the years 0 to 9999.
[[nodiscard]] RawDate date_of_days(std::int64_t days);

/// Appends a number with at least so many digits.
void append_padded(std::string& out, std::int64_t value, int digits);

inline constexpr std::int64_t day_seconds = 86'400;
inline constexpr std::int64_t second_microseconds = 1'000'000;
inline constexpr std::int64_t max_delta_days = 999'999'999;

}  // namespace talaria::model
