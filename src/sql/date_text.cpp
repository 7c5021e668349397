#include "sql/date_text.hpp"

#include <array>
#include <cstdio>

#include <talaria/base/strings.hpp>

namespace talaria::sql {

std::string date_time_text(const DateTime& moment) {
  const DateTime stored = moment.offset() ? moment.in_offset(0) : moment;
  const Date& date = stored.date();
  const Time& time = stored.time();
  std::array<char, 64> buffer{};
  const int size = std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d %02d:%02d:%02d.%06d%s", date.year(),
                                 date.month(), date.day(), time.hour(), time.minute(), time.second(),
                                 time.microsecond(), stored.offset() ? "+00:00" : "");
  return {buffer.data(), static_cast<std::size_t>(size)};
}

std::string with_whole_offset(std::string_view text) {
  std::string whole(text);
  const std::size_t size = text.size();
  const bool is_short = size > 5 && (text[size - 3] == '+' || text[size - 3] == '-') &&
                        base::is_ascii_digit(text[size - 2]) && base::is_ascii_digit(text[size - 1]) &&
                        text.find(':') != std::string_view::npos;
  if (is_short) whole += ":00";
  return whole;
}

}  // namespace talaria::sql
