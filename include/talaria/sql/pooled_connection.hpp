// PooledConnection: a connection that is on loan from the pool of an Engine.
#pragma once
#include <utility>

#include <talaria/sql/connection.hpp>

namespace talaria::sql {

namespace detail {
struct PoolSlot;
/// Gives a connection back to its pool.
void give_back(PoolSlot* slot) noexcept;
[[nodiscard]] Connection& connection_of(PoolSlot& slot) noexcept;
}  // namespace detail

/// Has a connection until it goes, and gives it back then: at once, or after an open transaction was rolled back. A
/// connection that broke, or whose state is not known after a cancellation, is closed instead. Used on the loop on
/// which it was made. Move-only; empty when default-constructed.
class PooledConnection {
 public:
  PooledConnection() noexcept = default;
  explicit PooledConnection(detail::PoolSlot* slot) noexcept : slot_(slot) {}
  PooledConnection(PooledConnection&& other) noexcept : slot_(std::exchange(other.slot_, nullptr)) {}
  PooledConnection& operator=(PooledConnection&& other) noexcept {
    if (this != &other) {
      release();
      slot_ = std::exchange(other.slot_, nullptr);
    }
    return *this;
  }
  ~PooledConnection() { release(); }

  /// Whether there is one.
  explicit operator bool() const noexcept { return slot_ != nullptr; }
  [[nodiscard]] Connection& operator*() const noexcept { return detail::connection_of(*slot_); }
  [[nodiscard]] Connection* operator->() const noexcept { return &detail::connection_of(*slot_); }
  /// Gives it back before its end.
  void release() noexcept {
    if (slot_ != nullptr) detail::give_back(std::exchange(slot_, nullptr));
  }

 private:
  detail::PoolSlot* slot_ = nullptr;
};

}  // namespace talaria::sql
