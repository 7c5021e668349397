#include "async/epoll_loop.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <system_error>
#include <unistd.h>

namespace talaria::async {

namespace {

constexpr std::size_t states_of_block = 64;

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

EpollLoop::Handle::~Handle() {
  if (value >= 0) ::close(value);
}

EpollLoop::EpollLoop() {
  epoll_.value = ::epoll_create1(EPOLL_CLOEXEC);
  wake_event_.value = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  alarm_.value = ::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  if (epoll_.value < 0 || wake_event_.value < 0 || alarm_.value < 0) fail("cannot make an event loop");
  add(wake_event_);
  add(alarm_);
}

EpollLoop::~EpollLoop() = default;

// Both are told of by their edges, so nobody has to read what they count.
void EpollLoop::add(const Handle& descriptor) {
  epoll_event event{};
  event.events = EPOLLIN | EPOLLET;
  event.data.ptr = const_cast<Handle*>(&descriptor);
  if (::epoll_ctl(epoll_.value, EPOLL_CTL_ADD, descriptor.value, &event) != 0) fail("cannot make an event loop");
}

void EpollLoop::set_alarm(TimePoint deadline) noexcept {
  using std::chrono::nanoseconds;
  alarm_deadline_ = deadline;
  // Zero would switch it off.
  const auto time =
      std::max<std::int64_t>(std::chrono::duration_cast<nanoseconds>(deadline.time_since_epoch()).count(), 1);
  itimerspec setting{};
  setting.it_value.tv_sec = time / 1'000'000'000;
  setting.it_value.tv_nsec = time % 1'000'000'000;
  ::timerfd_settime(alarm_.value, TFD_TIMER_ABSTIME, &setting, nullptr);
}

void EpollLoop::wait(const TimePoint* deadline) {
  if (deadline != nullptr && *deadline < alarm_deadline_) set_alarm(*deadline);
  interrupted_ = false;
  while (!interrupted_) {
    if (next_ == count_) receive_events();
    while (next_ < count_ && !interrupted_) dispatch(events_[static_cast<std::size_t>(next_++)]);
  }
}

void EpollLoop::receive_events() {
  // Nobody can come across them any more.
  while (released_ != nullptr) {
    detail::WatchState* const state = std::exchange(released_, released_->next);
    state->next = std::exchange(free_, state);
  }
  next_ = 0;
  count_ = std::max(::epoll_wait(epoll_.value, events_.data(), static_cast<int>(events_.size()), -1), 0);
}

void EpollLoop::dispatch(const epoll_event& event) {
  if (event.data.ptr == &wake_event_) {
    interrupted_ = true;
  } else if (event.data.ptr == &alarm_) {
    alarm_deadline_ = TimePoint::max();
    interrupted_ = true;
  } else {
    auto& state = *static_cast<detail::WatchState*>(event.data.ptr);
    if ((event.events & ~EPOLLOUT) != 0) {
      state.readable = true;
      state.ended = state.ended || (event.events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
      if (state.reader.function != nullptr && !state.reader.cancelled) {
        const detail::WatchWait reader = std::exchange(state.reader, {});
        reader.function(reader.argument, false);
      }
    }
    if ((event.events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0 && state.writer.function != nullptr &&
        !state.writer.cancelled) {
      const detail::WatchWait writer = std::exchange(state.writer, {});
      writer.function(writer.argument, false);
    }
  }
}

void EpollLoop::wake() noexcept {
  const std::uint64_t one = 1;
  // Fails only when the counter is full, and then the loop has been told.
  static_cast<void>(!::write(wake_event_.value, &one, sizeof one));
}

detail::WatchState* EpollLoop::take_state() {
  if (free_ == nullptr) {
    blocks_.push_back(std::make_unique<detail::WatchState[]>(states_of_block));
    for (std::size_t i = states_of_block; i-- > 0;) {
      detail::WatchState& state = blocks_.back()[i];
      state.next = std::exchange(free_, &state);
    }
  }
  detail::WatchState* const state = std::exchange(free_, free_->next);
  *state = {};
  return state;
}

void EpollLoop::release_state(detail::WatchState* state) noexcept {
  state->next = std::exchange(released_, state);
}

DescriptorWatch::DescriptorWatch(EpollLoop& loop, int descriptor) : state_(loop.take_state()) {
  state_->loop = &loop;
  state_->descriptor = descriptor;
  state_->used = true;
  epoll_event event{};
  event.events = EPOLLIN | EPOLLRDHUP | EPOLLET;
  event.data.ptr = state_;
  if (::epoll_ctl(loop.epoll_.value, EPOLL_CTL_ADD, descriptor, &event) == 0) return;
  loop.release_state(std::exchange(state_, nullptr));
  fail("cannot wait for a descriptor");
}

DescriptorWatch::~DescriptorWatch() {
  if (state_ == nullptr) return;
  epoll_event event{};
  ::epoll_ctl(state_->loop->epoll_.value, EPOLL_CTL_DEL, state_->descriptor, &event);
  state_->reader = state_->writer = {};
  state_->used = false;
  if (!state_->job_posted) state_->loop->release_state(state_);
}

namespace {

// Lets the system look again and tell what is the case now.
void ask_again(int epoll, detail::WatchState& state) {
  epoll_event event{};
  event.events = EPOLLIN | EPOLLRDHUP | EPOLLET;
  if (state.asked_to_write) event.events |= EPOLLOUT;
  event.data.ptr = &state;
  if (::epoll_ctl(epoll, EPOLL_CTL_MOD, state.descriptor, &event) != 0) fail("cannot wait for a descriptor");
}

}  // namespace

void DescriptorWatch::wait_readable(WaitFunction function, void* argument) const {
  state_->reader = {function, argument};
  if (state_->readable) ask_again(state_->loop->epoll_.value, *state_);
}

void DescriptorWatch::wait_writable(WaitFunction function, void* argument) const {
  state_->writer = {function, argument};
  state_->asked_to_write = true;
  ask_again(state_->loop->epoll_.value, *state_);
}

void DescriptorWatch::cancel() const {
  detail::WatchState& state = *state_;
  state.reader.cancelled = state.reader.function != nullptr;
  state.writer.cancelled = state.writer.function != nullptr;
  if (state.job_posted || (!state.reader.cancelled && !state.writer.cancelled)) return;
  state.job_posted = true;
  state.loop->post(&DescriptorWatch::end_cancelled, &state);
}

void DescriptorWatch::end_cancelled(void* argument) {
  auto& state = *static_cast<detail::WatchState*>(argument);
  // What is called may set, cancel and destroy.
  for (detail::WatchWait* wait = &state.reader; wait != nullptr;) {
    if (wait->cancelled) {
      const detail::WatchWait ended = std::exchange(*wait, {});
      ended.function(ended.argument, true);
    }
    wait = state.reader.cancelled ? &state.reader : state.writer.cancelled ? &state.writer : nullptr;
  }
  state.job_posted = false;
  if (!state.used) state.loop->release_state(&state);
}

void DescriptorWatch::close() {
  if (state_ == nullptr) return;
  cancel();
  state_->used = false;
  if (!state_->job_posted) state_->loop->release_state(state_);
  state_ = nullptr;
}

Owned<Loop> make_loop() {
  return make_owned<Loop, EpollLoop>();
}

}  // namespace talaria::async
