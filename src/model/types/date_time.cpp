#include "model/types/time_text.hpp"

#include <chrono>

#include <talaria/model/types/date_time.hpp>
#include <talaria/model/validation_error.hpp>

namespace talaria {

namespace {

constexpr std::int64_t day_microseconds = model::day_seconds * model::second_microseconds;
constexpr const char* year_zero = "year 0 is out of range";

/// Rounds down: what is left over is never negative.
std::int64_t days_of(std::int64_t microseconds) {
  return (microseconds - (microseconds < 0 ? day_microseconds - 1 : 0)) / day_microseconds;
}

/// Midnight of 1970-01-01 and so many microseconds, without an offset.
DateTime naive_moment(std::int64_t microseconds) {
  const std::int64_t days = days_of(microseconds);
  const std::int64_t rest = microseconds - days * day_microseconds;
  const auto second = static_cast<int>(rest / model::second_microseconds);
  return {Date::from_days(days),
          Time(second / 3600, second / 60 % 60, second % 60, static_cast<int>(rest % model::second_microseconds))};
}

std::chrono::system_clock::time_point checked_moment(std::int64_t microseconds) {
  return std::chrono::system_clock::time_point(
      std::chrono::duration_cast<std::chrono::system_clock::duration>(std::chrono::microseconds(microseconds)));
}

}  // namespace

Date Date::from_days(std::int64_t days) {
  constexpr std::int64_t bound = 4'000'000;  // keeps the arithmetic far from overflow
  if (days < -bound || days > bound) throw ValueError("the year of a date is 1 to 9999");
  return model::to_date(model::date_of_days(days));
}

Date Date::today() {
  return DateTime::now().date();
}

Date Date::parse(std::string_view text) {
  model::RawDate date;
  if (const model::Fault fault = model::parse_date(text, model::Timestamps::taken, date)) throw ValueError(fault);
  if (date.year == 0) throw ValueError(year_zero);
  return model::to_date(date);
}

int Date::weekday() const {
  const auto day = static_cast<int>((to_days() + 3) % 7);  // 1970-01-01 was a Thursday
  return day < 0 ? day + 7 : day;
}

std::string Date::to_string() const {
  std::string out;
  model::append_padded(out, year_, 4);
  out += '-';
  model::append_padded(out, month_, 2);
  out += '-';
  model::append_padded(out, day_, 2);
  return out;
}

Time Time::parse(std::string_view text) {
  model::RawTime time;
  if (const model::Fault fault = model::parse_time(text, time)) throw ValueError(fault);
  return model::to_time(time);
}

std::string Time::to_string() const {
  std::string out;
  const auto part = [&out](int value, char before) {
    out += before;
    model::append_padded(out, value, 2);
  };
  model::append_padded(out, hour_, 2);
  part(minute_, ':');
  part(second_, ':');
  if (microsecond_ != 0) {
    out += '.';
    model::append_padded(out, microsecond_, 6);
  }
  if (offset_ == no_offset) return out;
  if (offset_ == 0) return out + 'Z';
  const int size = offset_ < 0 ? -offset_ : offset_;
  part(size / 3600, offset_ < 0 ? '-' : '+');
  part(size / 60 % 60, ':');
  if (size % 60 != 0) part(size % 60, ':');
  return out;
}

DateTime::DateTime(std::chrono::system_clock::time_point moment)
    : DateTime(from_timestamp(std::chrono::floor<std::chrono::microseconds>(moment).time_since_epoch().count())) {}

DateTime DateTime::now() {
  return std::chrono::system_clock::now();
}

DateTime DateTime::from_timestamp(std::int64_t microseconds) {
  const DateTime moment = naive_moment(microseconds);
  return {moment.date(), moment.time().with_offset(0)};
}

DateTime DateTime::parse(std::string_view text) {
  model::RawDateTime moment;
  if (model::Fault fault = model::parse_date_time(text, model::Timestamps::taken, moment)) {
    moment.time = {};
    fault = model::parse_date(text, model::Timestamps::refused, moment.date);
    if (fault != nullptr) throw ValueError(fault);
  }
  if (moment.date.year == 0) throw ValueError(year_zero);
  return {model::to_date(moment.date), model::to_time(moment.time)};
}

DateTime DateTime::in_offset(int offset) const {
  const DateTime local = naive_moment(timestamp() + offset * model::second_microseconds);
  return {local.date(), local.time().with_offset(offset)};
}

std::chrono::system_clock::time_point DateTime::to_time_point() const {
  // libstdc++ counts nanoseconds: 1677 to 2262.
  constexpr auto bound =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::duration::max()).count();
  if (timestamp() > bound || timestamp() < -bound) throw ValueError("the moment does not fit the system clock");
  return checked_moment(timestamp());
}

std::string DateTime::to_string() const {
  return date_.to_string() + 'T' + time_.to_string();
}

DateTime operator+(const DateTime& moment, const TimeDelta& span) {
  const std::optional<int> offset = moment.offset();
  const std::int64_t local = moment.date().to_days() * day_microseconds + moment.time().since_midnight();
  // Days are added apart: a span may be too long for a count of microseconds.
  const Date date = Date::from_days(days_of(local) + span.days());
  const std::int64_t rest =
      local - days_of(local) * day_microseconds + span.seconds() * model::second_microseconds + span.microseconds();
  const DateTime sum = naive_moment(date.to_days() * day_microseconds + rest);
  return {sum.date(), sum.time().with_offset(offset)};
}

}  // namespace talaria
