// The types of <chrono> in models: durations, sys_seconds and other points of time, year_month_day. They read and write
// what TimeDelta, DateTime and Date do; what is finer than their unit is cut off. Apart, because <chrono> is heavy.
#pragma once
#include <chrono>

#include <talaria/model/types/date_time.hpp>

namespace talaria {

/// A day of the calendar as a Date; throws ValueError when there is no such day.
[[nodiscard]] inline Date to_date(const std::chrono::year_month_day& day) {
  if (!day.ok()) throw ValueError("there is no such day");
  return Date(int(day.year()), static_cast<int>(unsigned(day.month())), static_cast<int>(unsigned(day.day())));
}
[[nodiscard]] inline std::chrono::year_month_day to_year_month_day(const Date& date) {
  return std::chrono::year(date.year()) / date.month() / date.day();
}
/// The moment as a point of time; without an offset it is taken for UTC.
[[nodiscard]] inline std::chrono::sys_time<std::chrono::microseconds> to_sys_time(const DateTime& moment) {
  return std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(moment.timestamp()));
}

namespace model {

namespace detail {

/// Reports that a span of time is too long for its type; gives false.
bool refuse_span(const Json& input, Trail& trail);

template <class D>
concept Duration = requires {
  typename D::rep;
  typename D::period;
} && std::is_same_v<D, std::chrono::duration<typename D::rep, typename D::period>>;

// How a type of <chrono> becomes one of ours and back; `fits` says whether it can hold the value.
template <class T>
struct Chrono;
template <Duration D>
struct Chrono<D> {
  using Ours = TimeDelta;
  static bool fits(const TimeDelta& span) {
    constexpr auto longest = std::chrono::duration_cast<std::chrono::duration<double>>(D::max()).count();
    constexpr double microseconds = 9.2e12;
    const double seconds = span.total_seconds();
    const double limit = longest < microseconds ? longest : microseconds;
    return seconds < limit && seconds > -limit;
  }
  static D from(const TimeDelta& span) { return std::chrono::duration_cast<D>(span.to_duration()); }
  static TimeDelta to(const D& duration) { return duration; }
};
template <class D>
struct Chrono<std::chrono::sys_time<D>> {
  using Ours = DateTime;
  static_assert(std::ratio_greater_equal_v<typename D::period, std::micro>,
                "points of time in models are in microseconds or coarser: nanoseconds end in the year 2262");
  static bool fits(const DateTime&) { return true; }
  static std::chrono::sys_time<D> from(const DateTime& moment) { return std::chrono::floor<D>(to_sys_time(moment)); }
  static DateTime to(const std::chrono::sys_time<D>& time) {
    return DateTime::from_timestamp(
        std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count());
  }
};
template <>
struct Chrono<std::chrono::year_month_day> {
  using Ours = Date;
  static bool fits(const Date&) { return true; }
  static std::chrono::year_month_day from(const Date& date) { return to_year_month_day(date); }
  static Date to(const std::chrono::year_month_day& day) { return to_date(day); }
};

template <class T>
struct ChronoOps {
  using Ours = typename Chrono<T>::Ours;
  static constexpr const TypeInfo& ours = type_info<Ours>;
  static constexpr CustomOps ops{[](const TypeInfo&, const Facts& facts, const Json& input, void* out, Trail& trail) {
                                   Ours value;
                                   if (!ours.custom->validate(ours, facts, input, &value, trail)) return false;
                                   if (!Chrono<T>::fits(value)) return refuse_span(input, trail);
                                   *static_cast<T*>(out) = Chrono<T>::from(value);
                                   return true;
                                 },
                                 [](const TypeInfo&, const Facts& facts, std::string_view text, void* out) {
                                   Ours value;
                                   if (!ours.custom->read_text(ours, facts, text, &value) || !Chrono<T>::fits(value))
                                     return false;
                                   *static_cast<T*>(out) = Chrono<T>::from(value);
                                   return true;
                                 },
                                 [](const TypeInfo&, const void* value, const ModelConfig& config, std::string& out) {
                                   const Ours converted = Chrono<T>::to(*static_cast<const T*>(value));
                                   ours.custom->write(ours, &converted, config, out);
                                 },
                                 [](const TypeInfo&, const Facts& facts, const ModelConfig& config, SchemaMode mode,
                                    JsonObject& schema) { ours.custom->schema(ours, facts, config, mode, schema); }};
};

}  // namespace detail

template <class T>
  requires requires { typename detail::Chrono<T>::Ours; }
struct Describe<T> {
  static constexpr TypeInfo make() {
    return detail::custom<T>(type_info<typename detail::Chrono<T>::Ours>.name, detail::ChronoOps<T>::ops);
  }
};

}  // namespace model

}  // namespace talaria
