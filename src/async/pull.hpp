// Pull: takes the values of a Stream or a Generator one by one. The wait for a value that takes its time can be given
// up and taken up again, which is what keep-alives need.
#pragma once
#include <coroutine>
#include <cstdint>
#include <memory>
#include <optional>

#include <talaria/async/context.hpp>
#include <talaria/async/loop.hpp>
#include <talaria/async/yielding.hpp>

namespace talaria::async {

/// Where a coroutine that yields runs.
enum class Runs : std::uint8_t {
  on_loop,  ///< a Stream
  on_pool,  ///< a Generator: it may block
};

/// Owns the coroutine, which runs under a Context of its own: it goes on while nobody waits, and is cancelled with
/// whoever waits. close() it before it goes; a coroutine that is under way then is cancelled and left to the loop.
class Pull {
 public:
  Pull(Yielding source, Runs runs);
  Pull(const Pull&) = delete;
  Pull& operator=(const Pull&) = delete;
  ~Pull();

  /// Lets it run to its next yield, or until it has to wait. Not while it is under way.
  void advance();
  /// Whether it is under way: neither at a yield nor at its end.
  [[nodiscard]] bool under_way() const;
  /// The value that it yielded, null at its end. Throws what it threw.
  [[nodiscard]] const void* value() const;
  /// Whether it was advanced and has not ended.
  [[nodiscard]] bool open() const;

  class Arrival;
  /// `co_await wait()`: until it is no longer under way. With a limit it gives false when that was over first. The
  /// cancellation of who waits is passed on, and what it makes of that is waited for.
  [[nodiscard]] Arrival wait(std::optional<Duration> limit = std::nullopt);

  /// Ends it, wherever it stands, by Cancelled. Throws what it throws instead.
  Task<void> close();

 private:
  struct State;
  static Task<void> end(State& state);
  static Task<void> end_alone(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

/// What wait() gives.
class Pull::Arrival {
 public:
  Arrival(State& state, std::optional<Duration> limit) noexcept;

  bool await_ready() const noexcept;
  template <class P>
  bool await_suspend(std::coroutine_handle<P> handle) {
    return start(handle, detail::context_of(handle));
  }
  bool await_resume() noexcept;

 private:
  bool start(std::coroutine_handle<> handle, Context* waiting_under);
  static void expired(void* self);
  static void cancelled(void* self);

  State& state_;
  std::optional<Duration> limit_;
  Timer timer_;
  CancelCallback on_cancel_;
};

}  // namespace talaria::async
