#include "model/types/time_text.hpp"

#include <charconv>
#include <cmath>

#include <talaria/base/strings.hpp>

namespace talaria::model {

namespace {

constexpr std::int64_t first_second = -62'167'219'200;  // 0000-01-01T00:00:00Z
constexpr std::int64_t last_second = 253'402'300'799;   // 9999-12-31T23:59:59Z
constexpr std::int64_t millisecond_watershed = 20'000'000'000;
constexpr std::size_t iso_date_size = 10;

/// The character there, 0 behind the end.
char at(std::string_view text, std::size_t position) {
  return position < text.size() ? text[position] : '\0';
}

/// Two digits as a number, or -1.
int two_digits(std::string_view text, std::size_t position) {
  const char tens = at(text, position);
  const char ones = at(text, position + 1);
  if (!base::is_ascii_digit(tens) || !base::is_ascii_digit(ones)) return -1;
  return (tens - '0') * 10 + (ones - '0');
}

/// The date that a text begins with.
Fault parse_date_part(std::string_view text, RawDate& out) {
  if (text.size() < iso_date_size) return "input is too short";
  const int century = two_digits(text, 0);
  const int year = two_digits(text, 2);
  if (century < 0 || year < 0) return "invalid character in year";
  if (text[4] != '-') return "invalid date separator, expected `-`";
  const int month = two_digits(text, 5);
  if (month < 0) return "invalid character in month";
  if (text[7] != '-') return "invalid date separator, expected `-`";
  const int day = two_digits(text, 8);
  if (day < 0) return "invalid character in day";
  out = {century * 100 + year, month, day};
  if (month < 1 || month > 12) return "month value is outside expected range of 1-12";
  if (day < 1 || day > Date::days_in(out.year, month)) return "day value is outside expected range";
  return nullptr;
}

/// The fraction behind the seconds; digits beyond the sixth are dropped. `position` is moved behind it.
Fault parse_fraction(std::string_view text, std::size_t& position, RawTime& out) {
  if (at(text, position) != '.' && at(text, position) != ',') return nullptr;
  const std::size_t start = ++position;
  int value = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    value *= 10;
    if (base::is_ascii_digit(at(text, position))) value += text[position++] - '0';
  }
  if (position == start) return "second fraction digits missing after `.`";
  while (base::is_ascii_digit(at(text, position))) ++position;
  out.microsecond = value;
  return nullptr;
}

/// `12:34`, `12:34:56`, `12:34:56.789` from `position` on, which is moved behind it.
Fault parse_clock(std::string_view text, std::size_t& position, RawTime& out) {
  if (text.size() - position < 5) return "input is too short";
  out.hour = two_digits(text, position);
  if (out.hour < 0) return "invalid character in hour";
  if (text[position + 2] != ':') return "invalid time separator, expected `:`";
  out.minute = two_digits(text, position + 3);
  if (out.minute < 0) return "invalid character in minute";
  if (out.hour > 23) return "hour value is outside expected range of 0-23";
  if (out.minute > 59) return "minute value is outside expected range of 0-59";
  position += 5;
  if (at(text, position) != ':') return nullptr;
  out.second = two_digits(text, position + 1);
  if (out.second < 0) return "invalid character in second";
  if (out.second > 59) return "second value is outside expected range of 0-59";
  position += 3;
  return parse_fraction(text, position, out);
}

/// `Z`, `+01:00`, `-0530`; the sign may be U+2212.
Fault parse_offset(std::string_view text, std::size_t& position, RawTime& out) {
  constexpr std::string_view minus = "\u2212";
  if (position == text.size()) return nullptr;
  out.has_offset = true;
  int sign = -1;
  if (const char first = text[position]; first == 'Z' || first == 'z') {
    ++position;
    return nullptr;
  } else if (text.substr(position).starts_with(minus)) {
    position += minus.size();
  } else if (first == '+' || first == '-') {
    sign = first == '+' ? 1 : -1;
    ++position;
  } else {
    return "invalid timezone sign";
  }
  const int hours = two_digits(text, position);
  if (hours < 0) return "invalid timezone hour";
  position += at(text, position + 2) == ':' ? 3 : 2;
  const int minutes = two_digits(text, position);
  if (minutes < 0) return "invalid timezone minute";
  if (minutes > 59) return "timezone minute value is outside expected range of 0-59";
  if (hours > 23) return "timezone offset must be less than 24 hours";
  out.offset = sign * (hours * 60 + minutes) * 60;
  position += 2;
  return nullptr;
}

Fault parse_time_from(std::string_view text, std::size_t position, RawTime& out) {
  if (const Fault fault = parse_clock(text, position, out)) return fault;
  if (const Fault fault = parse_offset(text, position, out)) return fault;
  return position < text.size() ? "unexpected extra characters at the end of the input" : nullptr;
}

/// A number in a text: none, a whole one or a real one.
struct NumberText {
  enum class Kind : std::uint8_t { none, whole, real };
  Kind kind = Kind::none;
  std::int64_t whole = 0;
  double real = 0;
};

NumberText parse_number(std::string_view text) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return {};
  }
  NumberText number;
  const char* const end = text.data() + text.size();
  const auto whole = std::from_chars(text.data(), end, number.whole);
  if (whole.ec == std::errc() && whole.ptr == end) {
    number.kind = NumberText::Kind::whole;
    return number;
  }
  // Only a point makes it a real number: `1e5` is none.
  const auto first = text.find_first_not_of("0123456789", text.starts_with('-') ? 1 : 0);
  if (first == std::string_view::npos || text[first] != '.') return {};
  const auto real = std::from_chars(text.data(), end, number.real);
  if (real.ec == std::errc() && real.ptr == end) number.kind = NumberText::Kind::real;
  return number;
}

/// Whole seconds and microseconds of a timestamp that may be in milliseconds.
void split_timestamp(std::int64_t timestamp, std::int64_t& seconds, std::int64_t& microseconds) {
  seconds = timestamp;
  microseconds = 0;
  if (timestamp <= millisecond_watershed && timestamp >= -millisecond_watershed) return;
  seconds = timestamp / 1000;
  microseconds = timestamp % 1000 * 1000;
  if (microseconds < 0) {
    --seconds;
    microseconds += second_microseconds;
  }
}

RawTime time_of_day(std::int64_t second, std::int64_t microsecond) {
  RawTime time;
  time.hour = static_cast<int>(second / 3600);
  time.minute = static_cast<int>(second % 3600 / 60);
  time.second = static_cast<int>(second % 60);
  time.microsecond = static_cast<int>(microsecond);
  time.has_offset = true;
  return time;
}

/// A real number cut down to an integer, the nearest there is when it is beyond them.
std::int64_t saturated(double value) {
  constexpr double limit = 9223372036854775807.0;
  if (value >= limit) return INT64_MAX;
  return value <= -limit ? INT64_MIN : static_cast<std::int64_t>(value);
}

}  // namespace

RawDate date_of_days(std::int64_t days) {
  // The inverse of Date::to_days(): years that begin in March, eras of 400 years.
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
  RawDate date;
  date.day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
  date.month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  date.year = static_cast<int>(year_of_era + era * 400 + (date.month <= 2 ? 1 : 0));
  return date;
}

Fault parse_date(std::string_view text, Timestamps timestamps, RawDate& out) {
  Fault fault = parse_date_part(text, out);
  if (fault == nullptr && text.size() > iso_date_size) fault = "unexpected extra characters at the end of the input";
  if (fault == nullptr || timestamps == Timestamps::refused) return fault;
  const NumberText number = parse_number(text);
  if (number.kind != NumberText::Kind::whole) return fault;
  RawDateTime moment;
  fault = date_time_of(number.whole, 0, moment);
  out = moment.date;
  if (fault != nullptr) return fault;
  const RawTime& time = moment.time;
  return time.hour + time.minute + time.second + time.microsecond != 0 ? "Timestamp is not an exact date" : nullptr;
}

Fault parse_time(std::string_view text, RawTime& out) {
  return parse_time_from(text, 0, out);
}

Fault parse_date_time(std::string_view text, Timestamps timestamps, RawDateTime& out) {
  Fault fault = parse_date_part(text, out.date);
  if (fault == nullptr) {
    const char separator = at(text, iso_date_size);
    const bool separated = separator == 'T' || separator == 't' || separator == '_' || separator == ' ';
    fault = separated ? parse_time_from(text, iso_date_size + 1, out.time)
                      : "invalid datetime separator, expected `T`, `t`, `_` or space";
  }
  if (fault == nullptr || timestamps == Timestamps::refused) return fault;
  const NumberText number = parse_number(text);
  if (number.kind == NumberText::Kind::none) return fault;
  if (number.kind == NumberText::Kind::whole) return date_time_of(number.whole, 0, out);
  const bool milliseconds = std::fabs(number.real) > static_cast<double>(millisecond_watershed);
  const double seconds = milliseconds ? number.real / 1000 : number.real;
  const double whole = std::floor(seconds);
  return date_time_of(saturated(whole), static_cast<std::uint32_t>(std::round((seconds - whole) * 1e6)), out);
}

Fault date_time_of(std::int64_t timestamp, std::uint32_t microseconds, RawDateTime& out) {
  std::int64_t seconds = 0;
  std::int64_t rest = 0;
  split_timestamp(timestamp, seconds, rest);
  rest += microseconds;
  seconds += rest / second_microseconds;
  if (seconds < first_second) return "dates before 0000 are not supported as unix timestamps";
  if (seconds > last_second) return "dates after 9999 are not supported as unix timestamps";
  const std::int64_t second_of_day = ((seconds % day_seconds) + day_seconds) % day_seconds;
  out.date = date_of_days((seconds - second_of_day) / day_seconds);
  out.time = time_of_day(second_of_day, rest % second_microseconds);
  return nullptr;
}

Fault date_time_of(double timestamp, RawDateTime& out) {
  const double unit = std::fabs(timestamp) <= static_cast<double>(millisecond_watershed) ? 1e6 : 1e3;
  const double fraction = std::fabs(timestamp - std::trunc(timestamp));
  return date_time_of(saturated(std::floor(timestamp)), static_cast<std::uint32_t>(std::round(fraction * unit)), out);
}

Fault time_of(double seconds, RawTime& out) {
  if (seconds < 0) return "time in seconds should be positive";
  const double whole = std::floor(seconds);
  const auto microseconds = static_cast<std::int64_t>(std::round((seconds - whole) * 1e6));
  const std::int64_t second = saturated(std::fmin(whole, 1e9)) + microseconds / second_microseconds;
  if (second >= day_seconds) return "numeric times may not exceed 86,399 seconds";
  out = time_of_day(second, microseconds % second_microseconds);
  return nullptr;
}

Date to_date(const RawDate& raw) {
  return {raw.year, raw.month, raw.day};
}

Time to_time(const RawTime& raw) {
  return Time(raw.hour, raw.minute, raw.second, raw.microsecond,
              raw.has_offset ? std::optional<int>(raw.offset) : std::nullopt);
}

void append_padded(std::string& out, std::int64_t value, int digits) {
  char text[24];
  const char* const end = std::to_chars(text, text + sizeof text, value).ptr;
  const auto size = static_cast<int>(end - text);
  if (size < digits) out.append(static_cast<std::size_t>(digits - size), '0');
  out.append(text, static_cast<std::size_t>(size));
}

}  // namespace talaria::model
