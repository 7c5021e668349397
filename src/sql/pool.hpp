// Pool: the connections of one loop (or, for an in-memory SQLite, of all).
#pragma once
#include "sql/driver.hpp"

#include <coroutine>
#include <deque>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

#include <talaria/async/context.hpp>
#include <talaria/async/loop.hpp>

namespace talaria::sql {

class Pool;

namespace detail {

/// A connection of a pool. While it is on loan it keeps the pool alive.
struct PoolSlot {
  std::unique_ptr<DriverConnection> connection;
  std::shared_ptr<Pool> pool;
  async::TimePoint opened{};
  async::TimePoint lent{};
  std::uint64_t generation = 0;
};

}  // namespace detail

/// Lends connections, in the order in which they were asked for. Any thread may ask and give back; whoever waits is
/// woken on its own loop.
class Pool : public std::enable_shared_from_this<Pool> {
 public:
  Pool(Driver& driver, const EngineOptions& options);

  Task<PooledConnection> acquire();
  /// Takes a connection back, after a rollback if need be.
  void give_back(detail::PoolSlot* slot) noexcept;
  /// Closes what is not on loan, and lets the rest be closed when it comes back.
  void dispose();
  /// Adds its figures.
  void add_status(PoolStatus& status) const;

 private:
  using Slot = detail::PoolSlot;

  // A task that waits. It lives in the frame of acquire(); its state changes under the lock of the pool.
  class Waiter {
   public:
    explicit Waiter(Pool& pool) noexcept : pool_(pool), timer_(&Waiter::expired, this) {}
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;
    ~Waiter() { leave(State::cancelled); }
    bool await_ready() const noexcept { return false; }
    template <class P>
    bool await_suspend(std::coroutine_handle<P> handle) {
      return start(handle, async::detail::context_of(handle));
    }
    /// The connection that was handed over; null for the right to open one. Throws PoolTimeout and Cancelled.
    Slot* await_resume();

   private:
    friend class Pool;
    enum class State { waiting, granted, expired, cancelled };
    bool start(std::coroutine_handle<> handle, async::Context* context);
    bool leave(State state) noexcept;
    static void expired(void* self);
    static void cancelled(void* self);

    Pool& pool_;
    async::Timer timer_;
    async::CancelCallback on_cancel_;
    async::Loop* loop_ = nullptr;
    std::coroutine_handle<> handle_;
    Slot* slot_ = nullptr;
    State state_ = State::waiting;
  };

  Task<Slot*> take();
  Task<Slot*> open();
  Slot* take_idle();
  [[nodiscard]] bool is_worn(const Slot& slot) const;
  Task<bool> is_alive(Slot& slot);
  static Task<void> reset(Slot* slot);
  void put(Slot* slot) noexcept;
  void discard(Slot* slot) noexcept;
  // With the lock: gives the room of a connection that has gone to whoever waits, or frees it.
  void free_room() noexcept;
  static void grant(Waiter& waiter, Slot* slot) noexcept;

  Driver& driver_;
  const EngineOptions options_;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<Slot>> idle_;
  std::set<Slot*> lent_;
  std::deque<Waiter*> waiting_;
  std::size_t open_ = 0;
  std::uint64_t generation_ = 0;
  std::uint64_t opened_ = 0;
  std::uint64_t discarded_ = 0;
  std::uint64_t timeouts_ = 0;
};

}  // namespace talaria::sql
