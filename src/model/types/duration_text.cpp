#include "model/types/time_text.hpp"

#include <charconv>
#include <cmath>

#include <talaria/base/strings.hpp>

// Spans of time: ISO 8601 (`P1Y2M3W4DT5H6M7.5S`), `1 day, 02:03:04.5` and `02:03:04`.
namespace talaria::model {

namespace {

constexpr Fault too_short = "input is too short";
constexpr Fault too_large = "a numeric value in the duration is too large";
constexpr Fault too_many_days = "durations may not exceed 999,999,999 days";
constexpr Fault too_many_hours = "durations may not exceed 999,999,999 hours";
constexpr Fault no_days = "\"day\" identifier in duration not correctly formatted";
// What speedate keeps numbers in.
constexpr std::uint64_t largest = UINT32_MAX;

/// The parts of a span, each without a sign.
struct Parts {
  std::uint64_t days = 0;
  std::uint64_t seconds = 0;
  std::uint64_t microseconds = 0;
};

/// Digits off the front of a text.
Fault take_number(std::string_view& text, std::uint64_t& out) {
  if (text.empty() || !base::is_ascii_digit(text.front())) return "invalid digit in duration";
  out = 0;
  while (!text.empty() && base::is_ascii_digit(text.front())) {
    out = out * 10 + static_cast<std::uint64_t>(text.front() - '0');
    if (out > largest) return too_large;
    text.remove_prefix(1);
  }
  return nullptr;
}

/// A fraction off the front, if there is one.
bool take_fraction(std::string_view& text, double& out) {
  if (!text.starts_with('.') && !text.starts_with(',')) return false;
  text.remove_prefix(1);
  double scale = 1;
  for (out = 0; !text.empty() && base::is_ascii_digit(text.front()); text.remove_prefix(1)) {
    out = out * 10 + (text.front() - '0');
    scale *= 10;
  }
  out /= scale;
  return true;
}

/// Adds `fraction` times `unit` to the seconds, what is beyond whole ones to the microseconds.
void add_seconds(Parts& parts, double seconds) {
  const double whole = std::trunc(seconds);
  parts.seconds += static_cast<std::uint64_t>(whole);
  parts.microseconds += static_cast<std::uint64_t>(std::round((seconds - whole) * 1e6));
}

/// The size of a unit in seconds (behind the `T`) or in days; 0 when it is none.
std::uint64_t unit_size(char unit, bool in_time) {
  if (in_time) return unit == 'H' ? 3600 : unit == 'M' ? 60 : unit == 'S' ? 1 : 0;
  return unit == 'Y' ? 365 : unit == 'M' ? 30 : unit == 'W' ? 7 : unit == 'D' ? 1 : 0;
}

/// One quantity, `1.5H`; `had_fraction` tells that the one before was no whole number, and so had to be the last.
Fault take_quantity(std::string_view& text, bool in_time, bool& had_fraction, Parts& parts) {
  std::uint64_t value = 0;
  if (const Fault fault = take_number(text, value)) return fault;
  double fraction = 0;
  const bool has_fraction = take_fraction(text, fraction);
  if (had_fraction) return "quantity fraction invalid in duration";
  had_fraction = has_fraction;
  const std::uint64_t size = text.empty() ? 0 : unit_size(text.front(), in_time);
  if (size == 0) {
    return in_time ? "quantity invalid in time part of duration" : "quantity invalid in date part of duration";
  }
  text.remove_prefix(1);
  std::uint64_t& whole = in_time ? parts.seconds : parts.days;
  whole += value * size;
  if (value * size > largest || whole > largest) return too_large;
  double rest = fraction * static_cast<double>(size);
  if (!in_time) {
    parts.days += static_cast<std::uint64_t>(rest);
    rest = (rest - std::trunc(rest)) * static_cast<double>(day_seconds);
  }
  add_seconds(parts, rest);
  return parts.days > largest || parts.seconds > largest ? too_large : nullptr;
}

/// Behind the `P`.
Fault parse_iso(std::string_view text, Parts& parts) {
  const std::size_t size = text.size();
  bool in_time = false;
  bool had_fraction = false;
  while (!text.empty()) {
    if (text.front() != 'T') {
      if (const Fault fault = take_quantity(text, in_time, had_fraction, parts)) return fault;
    } else {
      if (in_time) return "`t` character repeated in duration";
      in_time = true;
      text.remove_prefix(1);
    }
  }
  return size < 2 ? too_short : nullptr;
}

/// `26:30:00`: a clock whose hours go on.
Fault parse_hours(std::string_view text, Parts& parts) {
  if (text.size() < 5) return too_short;
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return "invalid character in hour";
  if (colon > 10) return too_many_hours;
  std::uint64_t hours = 0;
  for (const char digit : text.substr(0, colon)) {
    if (!base::is_ascii_digit(digit)) return "invalid character in hour";
    hours = hours * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  if (hours > 2'400'000'000) return too_many_hours;
  RawTime rest;
  // Digits beyond the sixth of the fraction are dropped unseen, and all that is behind them.
  const std::string clock = "00:" + std::string(text.substr(colon + 1, 12));
  if (const Fault fault = parse_time(clock, rest)) {
    return rest.has_offset ? "unexpected extra characters at the end of the input" : fault;
  }
  if (rest.has_offset) return "unexpected extra characters at the end of the input";
  parts.days += hours / 24;
  parts.seconds = hours % 24 * 3600 + static_cast<std::uint64_t>(rest.minute * 60 + rest.second);
  parts.microseconds = static_cast<std::uint64_t>(rest.microsecond);
  return nullptr;
}

bool skip(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

/// `1 day, 02:03:04`, `3d`.
Fault parse_days(std::string_view text, Parts& parts) {
  if (const Fault fault = take_number(text, parts.days)) return fault;
  skip(text, " ");
  if (!skip(text, "d") && !skip(text, "D")) return no_days;
  const bool word = skip(text, "ays") || skip(text, "ay") || skip(text, "AYS") || skip(text, "AY");
  if (!word && (text.starts_with('a') || text.starts_with('A'))) return no_days;
  skip(text, ",");
  skip(text, " ");
  if (text.empty()) return nullptr;
  const std::uint64_t days = parts.days;
  if (const Fault fault = parse_hours(text, parts)) return fault;
  return parts.days != days ? too_many_hours : nullptr;
}

}  // namespace

Fault parse_time_delta(std::string_view text, TimeDelta& out) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty()) return too_short;
  Parts parts;
  Fault fault = nullptr;
  if (skip(text, "P")) {
    fault = parse_iso(text, parts);
  } else if (text.size() < 5 || text.find_first_of("dD") != std::string_view::npos) {
    fault = parse_days(text, parts);
  } else {
    fault = parse_hours(text, parts);
  }
  if (fault != nullptr) return fault;
  parts.seconds += parts.microseconds / second_microseconds;
  parts.days += parts.seconds / day_seconds;
  if (parts.days > static_cast<std::uint64_t>(max_delta_days)) return too_many_days;
  const TimeDelta span(static_cast<std::int64_t>(parts.days), static_cast<std::int64_t>(parts.seconds % day_seconds),
                       static_cast<std::int64_t>(parts.microseconds % second_microseconds));
  out = negative ? -span : span;
  return nullptr;
}

Fault time_delta_of(double seconds, TimeDelta& out) {
  const double size = std::fabs(seconds);
  const double days = std::floor(size / static_cast<double>(day_seconds));
  if (days > static_cast<double>(max_delta_days)) return too_many_days;
  const double rest = size - days * static_cast<double>(day_seconds);
  const double whole = std::floor(rest);
  const TimeDelta span(static_cast<std::int64_t>(days), static_cast<std::int64_t>(whole),
                       static_cast<std::int64_t>(std::round((size - std::floor(size)) * 1e6)));
  out = seconds < 0 ? -span : span;
  return nullptr;
}

}  // namespace talaria::model
