// Upgraded: a connection as the Stream of another protocol.
#pragma once
#include "server/connection.hpp"

#include <cstddef>
#include <memory>
#include <vector>

#include <talaria/http/upgrade.hpp>

namespace talaria::server {

/// Lives while the response's Upgrade runs. Holds no block while it waits, so that idle connections cost little.
class Connection::Upgraded final : public http::Stream {
 public:
  explicit Upgraded(Connection& connection);
  Upgraded(const Upgraded&) = delete;
  Upgraded& operator=(const Upgraded&) = delete;
  ~Upgraded() override;

  Task<std::string_view> read() override;
  Task<void> write(std::string_view octets) override;

  /// Octets may have come, or the end.
  void on_input();
  /// Everything was sent, or cannot be.
  void on_output();

 private:
  class Wait;

  std::size_t receive();

  Connection& connection_;
  std::unique_ptr<char[]> block_;
  std::vector<Wait*> readers_;  // at most one
  std::vector<Wait*> writers_;
  int at_once_ = 0;  // reads since it last waited
};

}  // namespace talaria::server
