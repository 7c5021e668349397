// Transaction: a connection on loan for as long as one transaction takes.
#pragma once
#include <utility>

#include <talaria/sql/pooled_connection.hpp>

namespace talaria::sql {

/// What Engine::begin() gives. The connection goes back with commit() or rollback(); without either, the transaction is
/// rolled back when this goes.
///
///     auto transaction = co_await engine.begin();
///     co_await transaction->execute(text("UPDATE ..."));
///     co_await transaction.commit();
class Transaction {
 public:
  explicit Transaction(PooledConnection connection) noexcept : connection_(std::move(connection)) {}

  /// Throws ProgrammingError when it has ended.
  [[nodiscard]] Connection& operator*() const { return connection(); }
  [[nodiscard]] Connection* operator->() const { return &connection(); }
  /// Makes it last. Throws what the database says against it: the transaction is rolled back then.
  Task<void> commit();
  /// Undoes it; does nothing when it has ended.
  Task<void> rollback();
  /// Whether neither was called.
  [[nodiscard]] bool is_active() const noexcept { return static_cast<bool>(connection_); }

 private:
  [[nodiscard]] Connection& connection() const;
  PooledConnection connection_;
};

}  // namespace talaria::sql
