#include "sql/sqlite_errors.hpp"

#include <string>
#include <string_view>

#include <talaria/sql/errors.hpp>

namespace talaria::sql {

namespace {

/// "UNIQUE constraint failed: hero.name, hero.team": the table and its columns.
ConstraintInfo columns_of(std::string_view message) {
  ConstraintInfo info;
  const std::size_t colon = message.find(": ");
  if (colon == std::string_view::npos) return info;
  std::string_view list = message.substr(colon + 2);
  if (list.starts_with("index '")) {
    info.constraint = list.substr(7, list.size() - 8);
    return info;
  }
  while (!list.empty()) {
    const std::size_t comma = list.find(", ");
    const std::string_view item = list.substr(0, comma);
    const std::size_t dot = item.rfind('.');
    if (dot != std::string_view::npos) info.table = item.substr(0, dot);
    info.columns.emplace_back(item.substr(dot == std::string_view::npos ? 0 : dot + 1));
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 2);
  }
  return info;
}

/// "CHECK constraint failed: age_is_positive"
ConstraintInfo name_of(std::string_view message) {
  ConstraintInfo info;
  const std::size_t colon = message.find(": ");
  if (colon != std::string_view::npos) info.constraint = message.substr(colon + 2);
  return info;
}

[[noreturn]] void throw_constraint(int code, const std::string& message) {
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      throw_error("23505", message, columns_of(message));
    case SQLITE_CONSTRAINT_NOTNULL:
      throw_error("23502", message, columns_of(message));
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      throw_error("23503", message);
    case SQLITE_CONSTRAINT_CHECK:
      throw_error("23514", message, name_of(message));
    case SQLITE_CONSTRAINT_DATATYPE:
      throw_error("22000", message);
    default:
      throw_error("23000", message);
  }
}

/// The SQLSTATE of an error that is no broken constraint.
std::string state_of(int code, std::string_view message) {
  if (code == SQLITE_BUSY_SNAPSHOT) return "40001";
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "55P03";
    case SQLITE_READONLY:
      return "25006";
    case SQLITE_FULL:
      return "53100";
    case SQLITE_NOMEM:
      return "53200";
    case SQLITE_TOOBIG:
      return "54000";
    case SQLITE_CANTOPEN:
      return "08001";
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "58030";
    case SQLITE_MISMATCH:
      return "22000";
    case SQLITE_AUTH:
      return "42501";
    case SQLITE_INTERRUPT:
      return "57014";
    default:
      break;
  }
  if (message.starts_with("no such table")) return "42P01";
  if (message.starts_with("no such column")) return "42703";
  if (message.find("already exists") != std::string_view::npos) return "42P07";
  return "42601";
}

}  // namespace

void throw_sqlite_error(sqlite3* database, int code) {
  const std::string message = database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code);
  if ((code & 0xFF) == SQLITE_CONSTRAINT) throw_constraint(code, message);
  throw_error(state_of(code, message), message);
}

}  // namespace talaria::sql
