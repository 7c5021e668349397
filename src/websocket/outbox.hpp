// Outbox: what others leave for a client, from whatever thread; the session takes it from there on its own loop.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <talaria/async/loop.hpp>
#include <talaria/websocket/connection_manager.hpp>

namespace talaria::websocket {

/// A frame that goes to many.
using SharedFrame = std::shared_ptr<const std::string>;

/// What has the outbox among its own, and is told when nobody reads from it any more.
class OutboxHolder {
 public:
  virtual ~OutboxHolder() = default;
  virtual void forget(class Outbox& outbox) = 0;
};

/// The session closes it before it goes; whoever still has it then can leave nothing more. While a job that was posted
/// for it is under way (is_scheduled), the session waits.
class Outbox {
 public:
  using Function = async::Loop::Function;

  /// `function(session)` is posted to `loop` when there is something to take.
  Outbox(async::Loop& loop, Function function, void* session) noexcept
      : loop_(loop), function_(function), session_(session) {}

  // From any thread:
  /// Leaves a frame. False when it was not taken, because the client is gone or has too many octets waiting.
  bool push(SharedFrame frame, std::size_t limit, SlowClientPolicy policy);
  /// `holder` is told when it closes. False when it is closed already.
  bool add_holder(std::weak_ptr<OutboxHolder> holder);

  // On the session's loop:
  /// To be called by the job; whether the client was too slow for what was left for it.
  [[nodiscard]] bool begin_taking();
  /// The frame that came first; null when there is none.
  [[nodiscard]] SharedFrame pop();
  /// Takes nothing more, and tells the holders. What is there can still be taken.
  void close();
  /// Throws away what is there.
  void clear();
  [[nodiscard]] bool is_scheduled() const;
  /// How many frames have been left so far, and how many of them are gone again.
  [[nodiscard]] std::uint64_t left() const;
  [[nodiscard]] std::uint64_t gone() const;

 private:
  void drop_first();
  void schedule();

  async::Loop& loop_;
  Function function_;
  void* session_;
  mutable std::mutex mutex_;
  // All below is guarded by it.
  std::deque<SharedFrame> frames_;
  std::vector<std::weak_ptr<OutboxHolder>> holders_;
  std::size_t octets_ = 0;
  std::uint64_t left_ = 0;
  std::uint64_t gone_ = 0;
  bool closed_ = false;
  bool scheduled_ = false;
  bool too_slow_ = false;
};

}  // namespace talaria::websocket
