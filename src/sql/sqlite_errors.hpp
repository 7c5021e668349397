// What SQLite says is wrong, as our errors.
#pragma once
#include <sqlite3.h>

namespace talaria::sql {

/// Throws what belongs to the last error of a connection; `code` is the extended one.
[[noreturn]] void throw_sqlite_error(sqlite3* database, int code);

}  // namespace talaria::sql
