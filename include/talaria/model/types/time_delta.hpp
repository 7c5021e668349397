// TimeDelta: a span of time, as Python's timedelta: to the microsecond, up to 999 999 999 days either way.
#pragma once
#include <compare>
#include <cstdint>
#include <ratio>
#include <string>
#include <string_view>

#include <talaria/base/chrono.hpp>
#include <talaria/model/describe.hpp>
#include <talaria/model/text_format.hpp>

namespace talaria {

/// A span of time. Read from ISO 8601 (`P1DT2H30M`), from `1 day, 02:30:00`, `02:30:00` or from a number of seconds;
/// written as ISO 8601.
class TimeDelta {
 public:
  using talaria_prints_itself = void;

  constexpr TimeDelta() = default;
  /// The sum of its parts, each of any size; throws ValueError when it is too long.
  explicit constexpr TimeDelta(std::int64_t days, std::int64_t seconds = 0, std::int64_t microseconds = 0) {
    // Seconds are cut down first, so that the sums cannot overflow.
    std::int64_t more = divide(seconds, 86'400);
    std::int64_t carry = divide(microseconds, 1'000'000);
    more += divide(carry, 86'400);
    seconds += carry;
    more += divide(seconds, 86'400);
    constexpr std::int64_t limit = 999'999'999;
    if (days > 2 * limit || days < -2 * limit || days + more > limit || days + more < -limit - 1) {
      model::detail::refuse("a span of time has at most 999,999,999 days");
    }
    days_ = static_cast<std::int32_t>(days + more);
    seconds_ = static_cast<std::int32_t>(seconds);
    microseconds_ = static_cast<std::int32_t>(microseconds);
  }
  /// A duration of <chrono>; what is finer than a microsecond is cut off.
  template <class Rep, class Period>
  constexpr TimeDelta(std::chrono::duration<Rep, Period> duration)
      : TimeDelta(0, 0, std::chrono::duration_cast<std::chrono::microseconds>(duration).count()) {}

  /// Reads a text as validation does; throws ValueError.
  [[nodiscard]] static TimeDelta parse(std::string_view text);
  /// So many seconds, rounded to the microsecond.
  [[nodiscard]] static TimeDelta from_seconds(double seconds);

  // As Python normalises it: days may be negative, the two others never are.
  [[nodiscard]] constexpr std::int32_t days() const { return days_; }
  [[nodiscard]] constexpr std::int32_t seconds() const { return seconds_; }            ///< 0 to 86 399
  [[nodiscard]] constexpr std::int32_t microseconds() const { return microseconds_; }  ///< 0 to 999 999
  [[nodiscard]] double total_seconds() const;
  /// As a duration of <chrono>; throws ValueError beyond some 292 000 years.
  [[nodiscard]] std::chrono::microseconds to_duration() const;
  /// In microseconds for comparisons; spans beyond some 270 000 years count as that long.
  [[nodiscard]] constexpr std::int64_t talaria_count() const {
    constexpr std::int32_t most = 100'000'000;
    const std::int64_t days = days_ > most ? most : days_ < -most ? -most : days_;
    return (days * 86'400 + seconds_) * 1'000'000 + microseconds_;
  }
  /// ISO 8601, `-P1DT2H0.5S`, as it is in JSON.
  [[nodiscard]] std::string to_string() const;

  [[nodiscard]] TimeDelta operator-() const;
  friend TimeDelta operator+(const TimeDelta& a, const TimeDelta& b);
  friend TimeDelta operator-(const TimeDelta& a, const TimeDelta& b) { return a + -b; }
  friend constexpr auto operator<=>(const TimeDelta&, const TimeDelta&) = default;
  /// For hash tables.
  [[nodiscard]] std::size_t hash() const;

 private:
  // Rounds down: what is left over is never negative.
  static constexpr std::int64_t divide(std::int64_t& value, std::int64_t by) {
    std::int64_t quotient = value / by;
    value %= by;
    if (value < 0) {
      value += by;
      --quotient;
    }
    return quotient;
  }

  std::int32_t days_ = 0;
  std::int32_t seconds_ = 0;
  std::int32_t microseconds_ = 0;
};

namespace model {
extern const CustomOps time_delta_ops;
template <>
struct Describe<TimeDelta> {
  static constexpr TypeInfo make() { return detail::custom<TimeDelta>("timedelta", time_delta_ops); }
};
}  // namespace model

}  // namespace talaria

template <>
struct std::hash<talaria::TimeDelta> {
  std::size_t operator()(const talaria::TimeDelta& value) const { return value.hash(); }
};
