#include <talaria/sql/connection.hpp>

namespace talaria::sql {

Connection::~Connection() = default;

Task<void> Connection::run_plain(std::string text) {
  Statement statement(std::move(text));
  co_await execute(std::move(statement));
}

Task<void> Connection::savepoint(std::string_view name) {
  return run_plain("SAVEPOINT " + quote_identifier(name));
}

Task<void> Connection::release_savepoint(std::string_view name) {
  return run_plain("RELEASE SAVEPOINT " + quote_identifier(name));
}

Task<void> Connection::rollback_to_savepoint(std::string_view name) {
  return run_plain("ROLLBACK TO SAVEPOINT " + quote_identifier(name));
}

}  // namespace talaria::sql
