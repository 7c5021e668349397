// Dialect: which database a statement is written for.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace talaria::sql {

/// The databases that Talaria speaks to.
enum class Dialect : std::uint8_t { sqlite, postgresql };

/// `sqlite` or `postgresql`.
[[nodiscard]] constexpr std::string_view to_string(Dialect dialect) {
  return dialect == Dialect::sqlite ? "sqlite" : "postgresql";
}

/// A name of a table or a column in double quotes, as both databases read it; quotes inside are doubled. Throws
/// ProgrammingError for a name with a zero in it, which no database can have.
[[nodiscard]] std::string quote_identifier(std::string_view name);

/// Appends the placeholder of the parameter of that number, from 1: `?1` or `$1`.
void append_placeholder(std::string& out, Dialect dialect, std::size_t number);

}  // namespace talaria::sql
