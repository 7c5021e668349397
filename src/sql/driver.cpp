#include "sql/driver.hpp"

#include <atomic>
#include <cstdio>
#include <utility>

#include <talaria/sql/errors.hpp>

namespace talaria::sql {

namespace {

using Echo = void (*)(std::string_view text, std::size_t parameters);

void write_to_standard_error(std::string_view text, std::size_t parameters) {
  std::string line = "sql: " + std::string(text);
  if (parameters != 0) line += " [" + std::to_string(parameters) + (parameters == 1 ? " parameter]" : " parameters]");
  line += '\n';
  static_cast<void>(std::fwrite(line.data(), 1, line.size(), stderr));
}

std::atomic<Echo> echo = write_to_standard_error;

}  // namespace

void set_echo(Echo function) noexcept {
  echo = function != nullptr ? function : write_to_standard_error;
}

void echo_statement(std::string_view text, std::size_t parameters) {
  echo.load()(text, parameters);
}

Task<Notification> DriverConnection::next_notification() {
  throw ProgrammingError("LISTEN and NOTIFY are PostgreSQL's");
}

BusyMark::BusyMark(bool& busy) : busy_(busy) {
  if (std::exchange(busy, true)) {
    throw ProgrammingError("a statement is running on this connection already; a second task takes one of its own");
  }
}

}  // namespace talaria::sql
