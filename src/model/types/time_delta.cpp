#include "model/json_write.hpp"
#include "model/types/counted_bounds.hpp"
#include "model/types/time_text.hpp"

#include <cmath>

#include <talaria/model/types/time_delta.hpp>

namespace talaria {

namespace {

void write_iso(const TimeDelta& value, std::string& out) {
  const bool negative = value.days() < 0;
  const TimeDelta size = negative ? -value : value;
  const auto part = [&out](std::int64_t count, char unit) {
    if (count == 0) return;
    model::append_padded(out, count, 1);
    out += unit;
  };
  if (negative) out += '-';
  out += 'P';
  part(size.days() / 365, 'Y');
  part(size.days() % 365, 'D');
  const std::int32_t seconds = size.seconds() % 60;
  if (size.seconds() == 0 && size.microseconds() == 0 && size.days() != 0) return;
  out += 'T';
  part(size.seconds() / 3600, 'H');
  part(size.seconds() % 3600 / 60, 'M');
  if (size.microseconds() == 0) {
    if (seconds == 0 && size != TimeDelta()) return;
    model::append_padded(out, seconds, 1);
    out += 'S';
    return;
  }
  model::append_padded(out, seconds, 1);
  out += '.';
  model::append_padded(out, size.microseconds(), 6);
  while (out.ends_with('0')) out.pop_back();
  out += 'S';
}

}  // namespace

TimeDelta TimeDelta::parse(std::string_view text) {
  TimeDelta span;
  if (const model::Fault fault = model::parse_time_delta(text, span)) throw ValueError(fault);
  return span;
}

TimeDelta TimeDelta::from_seconds(double seconds) {
  TimeDelta span;
  if (!std::isfinite(seconds)) throw ValueError("a span of time is a finite number of seconds");
  if (const model::Fault fault = model::time_delta_of(seconds, span)) throw ValueError(fault);
  return span;
}

double TimeDelta::total_seconds() const {
  const double whole = static_cast<double>(days_ * model::day_seconds + seconds_);
  return microseconds_ == 0 ? whole : (whole * 1e6 + microseconds_) / 1e6;
}

std::chrono::microseconds TimeDelta::to_duration() const {
  constexpr std::int64_t limit = INT64_MAX / model::second_microseconds - 1;
  const std::int64_t whole = days_ * model::day_seconds + seconds_;
  if (whole > limit || whole < -limit) throw ValueError("the span of time does not fit std::chrono::microseconds");
  return std::chrono::microseconds(whole * model::second_microseconds + microseconds_);
}

std::string TimeDelta::to_string() const {
  std::string out;
  write_iso(*this, out);
  return out;
}

TimeDelta TimeDelta::operator-() const {
  return TimeDelta(-std::int64_t{days_}, -std::int64_t{seconds_}, -std::int64_t{microseconds_});
}

TimeDelta operator+(const TimeDelta& a, const TimeDelta& b) {
  return TimeDelta(std::int64_t{a.days_} + b.days_, std::int64_t{a.seconds_} + b.seconds_,
                   std::int64_t{a.microseconds_} + b.microseconds_);
}

std::size_t TimeDelta::hash() const {
  const auto seconds = static_cast<std::uint64_t>(days_ * model::day_seconds + seconds_);
  return static_cast<std::size_t>((seconds * model::second_microseconds) ^ static_cast<std::uint64_t>(microseconds_));
}

namespace model {

namespace detail {
// Declared by types/chrono.hpp, whose <chrono> is not wanted here.
bool refuse_span(const Json& input, Trail& trail) {
  return trail.report("time_delta_parsing", input,
                      JsonObject{{"error", "a numeric value in the duration is too large"}});
}
}  // namespace detail

namespace {

/// `1 day and 2 hours`
std::string in_words(std::int64_t microseconds) {
  const TimeDelta span(0, 0, microseconds);
  std::string out;
  const auto part = [&out](std::int64_t count, const char* noun) {
    if (count == 0) return;
    if (!out.empty()) out += " and ";
    out += std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
  };
  part(span.days(), "day");
  part(span.seconds() / 3600, "hour");
  part(span.seconds() / 60 % 60, "minute");
  part(span.seconds() % 60, "second");
  part(span.microseconds(), "microsecond");
  return out.empty() ? "0 seconds" : out;
}

bool validate_time_delta(const TypeInfo&, const Facts& facts, const Json& input, void* out, Trail& trail) {
  auto& span = *static_cast<TimeDelta*>(out);
  Fault fault = nullptr;
  if (const std::string* const text = input.if_string()) {
    fault = parse_time_delta(*text, span);
  } else if (const bool* const truth = input.if_bool(); truth != nullptr && !trail.strict(facts)) {
    span = TimeDelta(0, *truth ? 1 : 0);
  } else if ((input.is_integer() || input.is_real()) && !trail.strict(facts)) {
    fault = time_delta_of(input.as_real(), span);
  } else {
    return trail.report("time_delta_type", input);
  }
  if (fault != nullptr) return trail.report("time_delta_parsing", input, JsonObject{{"error", fault}});
  return within_bounds(facts, span.talaria_count(), in_words, input, &trail);
}

bool read_time_delta(const TypeInfo&, const Facts& facts, std::string_view text, void* out) {
  auto& span = *static_cast<TimeDelta*>(out);
  return parse_time_delta(text, span) == nullptr && within_bounds(facts, span.talaria_count(), in_words, {}, nullptr);
}

void write_time_delta(const TypeInfo&, const void* value, const ModelConfig& config, std::string& out) {
  const auto& span = *static_cast<const TimeDelta*>(value);
  if (config.ser_json_timedelta == TimedeltaFormat::seconds_float) return write_real(out, span.total_seconds());
  out += '"';
  write_iso(span, out);
  out += '"';
}

void time_delta_schema(const TypeInfo&, const Facts&, const ModelConfig& config, SchemaMode mode, JsonObject& schema) {
  const bool is_number = config.ser_json_timedelta == TimedeltaFormat::seconds_float;
  if (is_number && mode == SchemaMode::serialization) return schema.append("type", "number");
  schema.append("type", "string");
  schema.append("format", "duration");
}

}  // namespace

constinit const CustomOps time_delta_ops{validate_time_delta, read_time_delta, write_time_delta, time_delta_schema};

}  // namespace model

}  // namespace talaria
