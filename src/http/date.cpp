#include <algorithm>
#include <chrono>
#include <cstring>

#include <talaria/base/strings.hpp>
#include <talaria/http/date.hpp>

namespace talaria::http {

namespace {

constexpr std::string_view weekdays = "SunMonTueWedThuFriSat";
constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
constexpr std::int64_t first_second = -62167219200;  // 0000-01-01 00:00:00
constexpr std::int64_t last_second = 253402300799;   // 9999-12-31 23:59:59

void write_number(char* out, unsigned value, int digits) {
  for (int i = digits - 1; i >= 0; --i) {
    out[i] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
}

std::optional<unsigned> read_number(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits) {
    if (!base::is_ascii_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

}  // namespace

void write_http_date(std::int64_t unix_seconds, char* out) {
  using namespace std::chrono;
  const sys_seconds time{seconds{std::clamp(unix_seconds, first_second, last_second)}};
  const sys_days day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss<seconds> clock{time - day};
  std::memcpy(out, "Sun, 00 Jan 0000 00:00:00 GMT", http_date_length);
  weekdays.copy(out, 3, weekday{day}.c_encoding() * 3);
  write_number(out + 5, static_cast<unsigned>(date.day()), 2);
  months.copy(out + 8, 3, (static_cast<unsigned>(date.month()) - 1) * 3);
  write_number(out + 12, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  write_number(out + 17, static_cast<unsigned>(clock.hours().count()), 2);
  write_number(out + 20, static_cast<unsigned>(clock.minutes().count()), 2);
  write_number(out + 23, static_cast<unsigned>(clock.seconds().count()), 2);
}

std::string format_http_date(std::int64_t unix_seconds) {
  std::string text(http_date_length, ' ');
  write_http_date(unix_seconds, text.data());
  return text;
}

std::optional<std::int64_t> parse_http_date(std::string_view text) {
  using namespace std::chrono;
  if (text.size() != http_date_length) return std::nullopt;
  const auto month_at = months.find(text.substr(8, 3));
  const auto day = read_number(text.substr(5, 2));
  const auto year_number = read_number(text.substr(12, 4));
  const auto hour = read_number(text.substr(17, 2));
  const auto minute = read_number(text.substr(20, 2));
  const auto second = read_number(text.substr(23, 2));
  if (month_at == std::string_view::npos || month_at % 3 != 0) return std::nullopt;
  if (!day || !year_number || !hour || !minute || !second) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  const year_month_day date{year{static_cast<int>(*year_number)}, month{static_cast<unsigned>(month_at / 3 + 1)},
                            std::chrono::day{*day}};
  if (!date.ok()) return std::nullopt;
  const sys_seconds time = sys_days{date} + hours{*hour} + minutes{*minute} + seconds{*second};
  // Everything that is fixed, the day of the week among it, must be what this time would be written as.
  std::string check = format_http_date((time - seconds{*second == 60 ? 1 : 0}).time_since_epoch().count());
  if (*second == 60) check[23] = '6', check[24] = '0';
  if (check != text) return std::nullopt;
  return time.time_since_epoch().count();
}

}  // namespace talaria::http
