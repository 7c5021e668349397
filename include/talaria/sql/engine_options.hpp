// EngineOptions: how an Engine keeps its connections, under the names of SQLAlchemy's create_engine().
#pragma once
#include <cstddef>

#include <talaria/async/loop.hpp>

namespace talaria::sql {

/// What Engine takes beside its URL.
struct EngineOptions {
  /// Writes every statement to standard error, without the values of its parameters.
  bool echo = false;
  /// So many connections are kept open, for each event loop. An in-memory SQLite has one, whatever is said here.
  std::size_t pool_size = 5;
  /// So many more may be open while there is need of them; they are closed when they come back.
  std::size_t max_overflow = 10;
  /// Who waits longer than this for a connection gets PoolTimeout.
  async::Duration pool_timeout = std::chrono::seconds(30);
  /// Asks the server whether a connection is alive before it is given out. A connection that the server closed is
  /// noticed without; this also finds those that a firewall forgot.
  bool pool_pre_ping = false;
  /// A connection that is older is replaced when it is asked for next; zero means never.
  async::Duration pool_recycle = async::Duration::zero();
  /// So many prepared statements are kept for each connection; the least recently used one goes first.
  std::size_t statement_cache_size = 100;
  /// How long it may take to open a connection, in whole seconds, if the URL does not say (`connect_timeout=5`).
  async::Duration connect_timeout = std::chrono::seconds(10);
};

}  // namespace talaria::sql
