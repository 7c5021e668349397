#include <algorithm>

#include <talaria/sql/errors.hpp>

namespace talaria::sql {

namespace {

// What the database says of these may quote a value, so that their texts are our own.
std::string_view data_exception(std::string_view sqlstate) {
  if (sqlstate == "22001") return "a text is too long for its column";
  if (sqlstate == "22003") return "a number is out of the range of its type";
  if (sqlstate == "22007") return "a text is no date or time of the type of its column";
  if (sqlstate == "22008") return "a date or time is out of the range of its type";
  if (sqlstate == "22012") return "division by zero";
  if (sqlstate == "22021") return "a text is not UTF-8, or has a zero in it";
  if (sqlstate == "22P02") return "a text cannot be read as a value of the type of its column";
  if (sqlstate == "22P03") return "a value has not the binary form of its type";
  if (sqlstate == "22P05") return "a character has no equivalent in the encoding of the database";
  return "a value does not fit where it should go";
}

std::string with_state(std::string_view message, const std::string& sqlstate) {
  std::string text(message);
  if (!sqlstate.empty()) text += " (SQLSTATE " + sqlstate + ")";
  return text;
}

}  // namespace

Error::Error(const std::string& message, std::string sqlstate)
    : std::runtime_error(with_state(message, sqlstate)), sqlstate_(std::move(sqlstate)) {}

IntegrityError::IntegrityError(const std::string& message, std::string sqlstate, ConstraintInfo info)
    : Error(message, std::move(sqlstate)), info_(std::move(info)) {}

bool IntegrityError::concerns(std::string_view column) const noexcept {
  return std::find(info_.columns.begin(), info_.columns.end(), column) != info_.columns.end();
}

void throw_error(const std::string& sqlstate, const std::string& message, ConstraintInfo info) {
  const std::string_view kind = std::string_view(sqlstate).substr(0, 2);
  if (sqlstate == "23505") throw UniqueViolation(message, sqlstate, std::move(info));
  if (sqlstate == "23503" || sqlstate == "23001") throw ForeignKeyViolation(message, sqlstate, std::move(info));
  if (sqlstate == "23502") throw NotNullViolation(message, sqlstate, std::move(info));
  if (sqlstate == "23514") throw CheckViolation(message, sqlstate, std::move(info));
  if (kind == "23") throw IntegrityError(message, sqlstate, std::move(info));
  if (sqlstate == "40001" || sqlstate == "40P01") throw SerializationError(message, sqlstate);
  if (kind == "22") throw DataError(std::string(data_exception(sqlstate)), sqlstate);
  // Of these the server says goodbye: the administrator's shutdown and crash, and a connection that it will not have.
  if (kind == "08" || sqlstate == "57P01" || sqlstate == "57P02" || sqlstate == "57P03") {
    throw ConnectionLost(message, sqlstate);
  }
  if (sqlstate == "57014" || sqlstate == "55P03" || sqlstate == "25P03" || sqlstate == "57P05") {
    throw Timeout(message, sqlstate);
  }
  if (kind == "53" || kind == "54" || kind == "55" || kind == "57" || kind == "58" || kind == "28" || kind == "25") {
    throw OperationalError(message, sqlstate);
  }
  if (kind == "42" || kind == "26" || kind == "0A" || kind == "3D" || kind == "3F") {
    throw ProgrammingError(message, sqlstate);
  }
  throw Error(message, sqlstate);
}

}  // namespace talaria::sql
