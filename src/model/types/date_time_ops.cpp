#include "model/types/counted_bounds.hpp"
#include "model/types/time_text.hpp"
#include "model/validators.hpp"

#include <talaria/model/types/date_time.hpp>

// Validation of dates and times: Pydantic's rules on top of what time_text.hpp reads.
namespace talaria::model {

namespace {

constexpr std::string_view year_zero = "year 0 is out of range";

bool report_parsing(std::string_view type, std::string_view why, const Json& input, Trail& trail) {
  return trail.report(type, input, JsonObject{{"error", why}});
}

// Bounds, `ge{Date{2024, 1, 1}}`, were turned into counts.
std::string print_date(std::int64_t days) {
  return Date::from_days(days).to_string();
}
std::string print_moment(std::int64_t microseconds) {
  return DateTime::from_timestamp(microseconds).to_string();
}
std::string print_time(std::int64_t microseconds) {
  return DateTime::from_timestamp(microseconds).time().with_offset({}).to_string();
}

/// Whether the value is on the right side of now, or has an offset or none.
enum class Rule : std::uint8_t { none, past, future, aware, naive };

template <Rule R>
bool obeys(const Date& date, const Json& input, Trail* trail) {
  if constexpr (R == Rule::past) {
    return date < Date::today() || (trail != nullptr && trail->report("date_past", input));
  } else if constexpr (R == Rule::future) {
    return date > Date::today() || (trail != nullptr && trail->report("date_future", input));
  }
  return true;
}

template <Rule R>
bool obeys(const DateTime& moment, const Json& input, Trail* trail) {
  constexpr std::string_view error = R == Rule::past     ? "datetime_past"
                                     : R == Rule::future ? "datetime_future"
                                     : R == Rule::aware  ? "timezone_aware"
                                                         : "timezone_naive";
  bool right = true;
  if constexpr (R == Rule::past || R == Rule::future) {
    const std::int64_t now = DateTime::now().timestamp();
    right = R == Rule::past ? moment.timestamp() < now : moment.timestamp() > now;
  } else if constexpr (R != Rule::none) {
    right = moment.offset().has_value() == (R == Rule::aware);
  }
  return right || (trail != nullptr && trail->report(error, input));
}

/// Reads what stands for a moment into `raw`; else reports. A date alone is taken when not strict.
bool read_moment(const Json& input, RawDateTime& raw, std::string_view& type, Fault& fault, bool strict) {
  type = "datetime_parsing";
  if (const std::string* const text = input.if_string()) {
    fault = parse_date_time(*text, Timestamps::taken, raw);
    if (fault == nullptr || strict) return true;
    type = "datetime_from_date_parsing";
    raw = {};
    fault = parse_date(*text, Timestamps::taken, raw.date);
    return true;
  }
  if (strict) return false;
  if (const std::int64_t* const whole = input.if_int()) {
    fault = date_time_of(*whole, 0, raw);
    return true;
  }
  if (!input.is_real() && !input.is_integer()) return false;
  fault = date_time_of(input.as_real(), raw);
  return true;
}

template <Rule R>
bool validate_date_time(const TypeInfo&, const Facts& facts, const Json& input, void* out, Trail& trail) {
  RawDateTime raw;
  std::string_view type;
  Fault fault = nullptr;
  if (!read_moment(input, raw, type, fault, trail.strict(facts))) return trail.report("datetime_type", input);
  if (fault != nullptr) return report_parsing(type, fault, input, trail);
  if (raw.date.year == 0) return report_parsing("datetime_parsing", year_zero, input, trail);
  auto& value = *static_cast<DateTime*>(out);
  value = {to_date(raw.date), to_time(raw.time)};
  return obeys<R>(value, input, &trail) && within_bounds(facts, value.talaria_count(), print_moment, input, &trail);
}

template <Rule R>
bool read_date_time(const TypeInfo&, const Facts& facts, std::string_view text, void* out) {
  RawDateTime raw;
  if (parse_date_time(text, Timestamps::refused, raw) != nullptr || raw.date.year == 0) return false;
  auto& value = *static_cast<DateTime*>(out);
  value = {to_date(raw.date), to_time(raw.time)};
  return obeys<R>(value, {}, nullptr) && within_bounds(facts, value.talaria_count(), print_moment, {}, nullptr);
}

/// A date out of what is none by itself: a moment at midnight.
bool date_from_moment(const Json& input, RawDate& out, Trail& trail) {
  RawDateTime raw;
  std::string_view type;
  Fault fault = nullptr;
  if (const std::string* const text = input.if_string()) {
    fault = parse_date_time(*text, Timestamps::taken, raw);
  } else if (!read_moment(input, raw, type, fault, false)) {
    return trail.report("date_type", input);
  }
  if (fault != nullptr) return report_parsing("date_from_datetime_parsing", fault, input, trail);
  const RawTime& time = raw.time;
  if (time.hour != 0 || time.minute != 0 || time.second != 0 || time.microsecond != 0) {
    return trail.report("date_from_datetime_inexact", input);
  }
  out = raw.date;
  return true;
}

template <Rule R>
bool validate_date(const TypeInfo&, const Facts& facts, const Json& input, void* out, Trail& trail) {
  RawDate raw;
  const std::string* const text = input.if_string();
  const Fault fault = text == nullptr ? "" : parse_date(*text, Timestamps::taken, raw);
  if (fault != nullptr) {
    if (trail.strict(facts)) {
      if (text == nullptr) return trail.report("date_type", input);
      return report_parsing("date_parsing", fault, input, trail);
    }
    if (!date_from_moment(input, raw, trail)) return false;
  }
  if (raw.year == 0) return report_parsing("date_parsing", year_zero, input, trail);
  auto& value = *static_cast<Date*>(out);
  value = to_date(raw);
  return obeys<R>(value, input, &trail) && within_bounds(facts, value.talaria_count(), print_date, input, &trail);
}

template <Rule R>
bool read_date(const TypeInfo&, const Facts& facts, std::string_view text, void* out) {
  RawDate raw;
  if (parse_date(text, Timestamps::refused, raw) != nullptr || raw.year == 0) return false;
  auto& value = *static_cast<Date*>(out);
  value = to_date(raw);
  return obeys<R>(value, {}, nullptr) && within_bounds(facts, value.talaria_count(), print_date, {}, nullptr);
}

bool validate_time(const TypeInfo&, const Facts& facts, const Json& input, void* out, Trail& trail) {
  RawTime raw;
  Fault fault = nullptr;
  if (const std::string* const text = input.if_string()) {
    fault = parse_time(*text, raw);
  } else if ((input.is_integer() || input.is_real()) && !trail.strict(facts)) {
    fault = time_of(input.as_real(), raw);
  } else {
    return trail.report("time_type", input);
  }
  if (fault != nullptr) return report_parsing("time_parsing", fault, input, trail);
  auto& value = *static_cast<Time*>(out);
  value = to_time(raw);
  return within_bounds(facts, value.talaria_count(), print_time, input, &trail);
}

bool read_time(const TypeInfo&, const Facts& facts, std::string_view text, void* out) {
  RawTime raw;
  if (parse_time(text, raw) != nullptr) return false;
  auto& value = *static_cast<Time*>(out);
  value = to_time(raw);
  return within_bounds(facts, value.talaria_count(), print_time, {}, nullptr);
}

template <class T>
void write_text(const TypeInfo&, const void* value, const ModelConfig&, std::string& out) {
  out += '"';
  out += static_cast<const T*>(value)->to_string();
  out += '"';
}

void write_date_time(const TypeInfo& type, const void* value, const ModelConfig& config, std::string& out) {
  const auto& moment = *static_cast<const DateTime*>(value);
  if (config.ser_json_naive_datetime == NaiveDatetimeFormat::utc && !moment.offset()) {
    const DateTime utc(moment.date(), moment.time().with_offset(0));
    return write_text<DateTime>(type, &utc, config, out);
  }
  write_text<DateTime>(type, value, config, out);
}

template <FixedString Format>
void schema(const TypeInfo&, const Facts&, const ModelConfig&, SchemaMode, JsonObject& schema) {
  schema.append("type", "string");
  schema.append("format", Format.view());
}

template <Rule R>
constexpr CustomOps moment_ops{validate_date_time<R>, read_date_time<R>, write_date_time, schema<"date-time">};
template <Rule R>
constexpr CustomOps day_ops{validate_date<R>, read_date<R>, write_text<Date>, schema<"date">};

}  // namespace

constinit const CustomOps date_ops = day_ops<Rule::none>;
constinit const CustomOps past_date_ops = day_ops<Rule::past>;
constinit const CustomOps future_date_ops = day_ops<Rule::future>;
constinit const CustomOps time_ops{validate_time, read_time, write_text<Time>, schema<"time">};
constinit const CustomOps date_time_ops = moment_ops<Rule::none>;
constinit const CustomOps past_date_time_ops = moment_ops<Rule::past>;
constinit const CustomOps future_date_time_ops = moment_ops<Rule::future>;
constinit const CustomOps aware_date_time_ops = moment_ops<Rule::aware>;
constinit const CustomOps naive_date_time_ops = moment_ops<Rule::naive>;

}  // namespace talaria::model
