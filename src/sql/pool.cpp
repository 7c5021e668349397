#include "sql/pool.hpp"

#include <algorithm>

#include <talaria/sql/errors.hpp>

namespace talaria::sql {

namespace {

using Clock = std::chrono::steady_clock;

}  // namespace

Connection& detail::connection_of(PoolSlot& slot) noexcept {
  return *slot.connection;
}

void detail::give_back(PoolSlot* slot) noexcept {
  // The slot may hold the last reference to its pool.
  const std::shared_ptr<Pool> pool = slot->pool;
  pool->give_back(slot);
}

Pool::Pool(Driver& driver, const EngineOptions& options) : driver_(driver), options_(options) {}

bool Pool::Waiter::start(std::coroutine_handle<> handle, async::Context* context) {
  if (context != nullptr && context->cancelled()) {
    leave(State::cancelled);
    return false;
  }
  async::Loop& loop = async::Loop::current();
  const std::lock_guard lock(pool_.mutex_);
  if (state_ != State::waiting) return false;  // it was granted before it got here
  timer_.set(loop, loop.now() + pool_.options_.pool_timeout);
  on_cancel_.set(context, &Waiter::cancelled, this);
  loop_ = &loop;
  handle_ = handle;
  return true;
}

bool Pool::Waiter::leave(State state) noexcept {
  const std::lock_guard lock(pool_.mutex_);
  if (state_ != State::waiting) return false;
  state_ = state;
  std::erase(pool_.waiting_, this);
  if (state == State::expired) ++pool_.timeouts_;
  return true;
}

void Pool::Waiter::expired(void* self) {
  auto& waiter = *static_cast<Waiter*>(self);
  if (waiter.leave(State::expired)) waiter.handle_.resume();
}

void Pool::Waiter::cancelled(void* self) {
  auto& waiter = *static_cast<Waiter*>(self);
  // Not on this stack: whoever cancels is in the middle of something.
  if (waiter.leave(State::cancelled)) waiter.loop_->post(waiter.handle_);
}

Pool::Slot* Pool::Waiter::await_resume() {
  timer_.cancel();
  on_cancel_.remove();
  if (state_ == State::cancelled) throw Cancelled{};
  if (state_ == State::expired) {
    throw PoolTimeout("no connection became free in time: all " +
                      std::to_string(pool_.options_.pool_size + pool_.options_.max_overflow) +
                      " of the pool (pool_size and max_overflow) are in use");
  }
  return slot_;
}

void Pool::grant(Waiter& waiter, Slot* slot) noexcept {
  waiter.slot_ = slot;
  waiter.state_ = Waiter::State::granted;
  // A waiter that has no loop yet looks at its state before it suspends.
  if (waiter.handle_) waiter.loop_->post(waiter.handle_);
}

Task<PooledConnection> Pool::acquire() {
  // Whatever happens from here on, the slot is somebody's.
  Slot* slot = nullptr;
  while (slot == nullptr) {
    slot = co_await take();
    PooledConnection loan(slot);
    const bool alive = co_await is_alive(*slot);
    if (alive) co_return std::move(loan);
    slot->generation = UINT64_MAX;  // of no pool: closed when it is given back
    slot = nullptr;
  }
  co_return PooledConnection();
}

Task<Pool::Slot*> Pool::take() {
  Waiter waiter(*this);
  bool may_open = false;
  {
    const std::lock_guard lock(mutex_);
    if (Slot* const slot = take_idle()) co_return slot;
    may_open = open_ < options_.pool_size + options_.max_overflow;
    if (may_open) {
      ++open_;
    } else {
      waiting_.push_back(&waiter);
    }
  }
  if (!may_open) {
    if (Slot* const slot = co_await waiter) co_return slot;
  }
  co_return co_await open();
}

// The latest that came back is the warmest.
Pool::Slot* Pool::take_idle() {
  if (idle_.empty()) return nullptr;
  Slot* const slot = idle_.back().release();
  idle_.pop_back();
  slot->pool = shared_from_this();
  slot->lent = Clock::now();
  lent_.insert(slot);
  return slot;
}

Task<Pool::Slot*> Pool::open() {
  // Gives the room back when there is no connection, be it by an error or by a cancellation.
  struct Room {
    Pool* pool;
    ~Room() {
      if (pool == nullptr) return;
      const std::lock_guard lock(pool->mutex_);
      pool->free_room();
    }
  } room{this};
  auto slot = std::make_unique<Slot>();
  {
    const std::lock_guard lock(mutex_);
    slot->generation = generation_;
  }
  slot->connection = co_await driver_.connect();
  slot->opened = slot->lent = Clock::now();
  slot->pool = shared_from_this();
  const std::lock_guard lock(mutex_);
  lent_.insert(slot.get());
  ++opened_;
  room.pool = nullptr;
  co_return slot.release();
}

bool Pool::is_worn(const Slot& slot) const {
  if (slot.generation != generation_) return true;
  return options_.pool_recycle > async::Duration::zero() && Clock::now() - slot.opened > options_.pool_recycle;
}

Task<bool> Pool::is_alive(Slot& slot) {
  bool worn = false;
  {
    const std::lock_guard lock(mutex_);
    worn = is_worn(slot);
  }
  if (worn || !slot.connection->is_usable()) co_return false;
  if (!options_.pool_pre_ping || slot.lent == slot.opened) co_return true;
  try {
    co_await slot.connection->ping();
  } catch (const Error&) {
    co_return false;
  }
  co_return true;
}

void Pool::give_back(Slot* slot) noexcept {
  DriverConnection& connection = *slot->connection;
  if (!connection.is_usable()) return discard(slot);
  if (!connection.in_transaction()) return put(slot);
  async::Loop* const loop = async::Loop::current_or_null();
  if (loop == nullptr) return discard(slot);
  try {
    loop->spawn(reset(slot));
  } catch (...) {
    discard(slot);
  }
}

Task<void> Pool::reset(Slot* slot) {
  const std::shared_ptr<Pool> pool = slot->pool;
  bool done = false;
  try {
    co_await slot->connection->rollback();
    done = slot->connection->is_usable() && !slot->connection->in_transaction();
  } catch (...) {
    // It is closed instead, which undoes the transaction as well.
  }
  if (done) {
    pool->put(slot);
  } else {
    pool->discard(slot);
  }
}

void Pool::put(Slot* slot) noexcept {
  slot->connection->park();
  std::unique_lock lock(mutex_);
  const bool too_many = waiting_.empty() && idle_.size() >= options_.pool_size;
  if (too_many || is_worn(*slot)) {
    lock.unlock();
    return discard(slot);
  }
  if (!waiting_.empty()) {
    Waiter& waiter = *waiting_.front();
    waiting_.pop_front();
    slot->lent = Clock::now();
    return grant(waiter, slot);
  }
  lent_.erase(slot);
  slot->pool.reset();
  idle_.emplace_back(slot);
}

void Pool::discard(Slot* slot) noexcept {
  // Closed outside the lock, and before there is room for the next.
  const std::unique_ptr<Slot> owned(slot);
  owned->connection.reset();
  const std::lock_guard lock(mutex_);
  lent_.erase(slot);
  ++discarded_;
  free_room();
}

void Pool::free_room() noexcept {
  if (waiting_.empty()) {
    --open_;
    return;
  }
  Waiter& waiter = *waiting_.front();
  waiting_.pop_front();
  grant(waiter, nullptr);
}

void Pool::dispose() {
  std::vector<std::unique_ptr<Slot>> closing;
  const std::lock_guard lock(mutex_);
  ++generation_;
  closing.swap(idle_);
  open_ -= closing.size();
  discarded_ += closing.size();
}

void Pool::add_status(PoolStatus& status) const {
  const std::lock_guard lock(mutex_);
  status.open += open_;
  status.in_use += lent_.size();
  status.waiting += waiting_.size();
  status.opened += opened_;
  status.discarded += discarded_;
  status.timeouts += timeouts_;
  const auto now = Clock::now();
  for (const Slot* const slot : lent_) status.longest_use = std::max(status.longest_use, now - slot->lent);
}

}  // namespace talaria::sql
