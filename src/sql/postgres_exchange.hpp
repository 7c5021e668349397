// PostgresConnection::Exchange: what is in flight between a connection and its server.
#pragma once
#include "sql/postgres_connection.hpp"

namespace talaria::sql {

/// As long as it has not finished nobody knows what the server is doing: when it ends before, by a cancellation or an
/// error, the server is told to stop and the connection is good for nothing.
class PostgresConnection::Exchange {
 public:
  explicit Exchange(PostgresConnection& connection) : connection_(connection), busy_(connection.busy_) {
    if (connection.broken_ || PQstatus(connection.handle_.get()) != CONNECTION_OK) {
      throw ConnectionLost("the connection to the database is closed", "08003");
    }
    connection.broken_ = true;
  }
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;
  ~Exchange() {
    connection_.sent_.clear();
    if (connection_.broken_) connection_.cancel_in_background();
  }
  /// Everything came back.
  void finish() { connection_.broken_ = PQstatus(connection_.handle_.get()) != CONNECTION_OK; }

 private:
  PostgresConnection& connection_;
  const BusyMark busy_;
};

}  // namespace talaria::sql
