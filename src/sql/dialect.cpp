#include <talaria/sql/dialect.hpp>
#include <talaria/sql/errors.hpp>

namespace talaria::sql {

std::string quote_identifier(std::string_view name) {
  if (name.empty() || name.find('\0') != std::string_view::npos) {
    throw ProgrammingError("the name of a table or a column is neither empty nor has it a zero in it");
  }
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  quoted += '"';
  return quoted;
}

void append_placeholder(std::string& out, Dialect dialect, std::size_t number) {
  out += dialect == Dialect::postgresql ? '$' : '?';
  out += std::to_string(number);
}

}  // namespace talaria::sql
