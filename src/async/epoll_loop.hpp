// The loop that has sockets: epoll behind the Loop interface.
#pragma once
#include "async/descriptor_watch.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <sys/epoll.h>
#include <vector>

#include <talaria/async/loop.hpp>

namespace talaria::async {

/// One thread runs it; nothing but wake() is called from another. What waits for descriptors is called one after the
/// other, without a look at clock or jobs between them, until something is posted.
class EpollLoop final : public Loop {
 public:
  EpollLoop();
  ~EpollLoop() override;

  [[nodiscard]] TimePoint now() const override { return std::chrono::steady_clock::now(); }

 protected:
  void wait(const TimePoint* deadline) override;
  void wake() noexcept override;
  void interrupt() noexcept override { interrupted_ = true; }

 private:
  friend class DescriptorWatch;

  // A descriptor of the system that is closed at the end.
  struct Handle {
    int value = -1;
    Handle() = default;
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle();
  };

  void add(const Handle& descriptor);
  void receive_events();
  void dispatch(const epoll_event& event);
  void set_alarm(TimePoint deadline) noexcept;
  detail::WatchState* take_state();
  void release_state(detail::WatchState* state) noexcept;

  Handle epoll_;
  Handle wake_event_;
  // One for all timers, at the earliest deadline. Late ones are left alone: they ring in vain.
  Handle alarm_;
  TimePoint alarm_deadline_ = TimePoint::max();
  std::array<epoll_event, 128> events_{};
  int next_ = 0;   // of the events, the first that was not looked at
  int count_ = 0;  // of the events
  bool interrupted_ = false;
  // The states stay in memory as long as the loop, so that an event of one that has gone can be told.
  std::vector<std::unique_ptr<detail::WatchState[]>> blocks_;
  detail::WatchState* free_ = nullptr;
  detail::WatchState* released_ = nullptr;  // free when the events have been looked at
};

}  // namespace talaria::async
