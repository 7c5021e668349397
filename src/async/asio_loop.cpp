#include "async/asio_loop.hpp"

#include <cerrno>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

#include <boost/asio/buffer.hpp>

namespace talaria::async {

AsioLoop::AsioLoop() {
  const int event = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (event < 0) throw std::system_error(errno, std::generic_category(), "cannot make an event descriptor");
  wake_event_.assign(event);
  listen_for_wake();
}

AsioLoop::~AsioLoop() = default;

void AsioLoop::listen_for_wake() {
  wake_event_.async_read_some(boost::asio::buffer(&wake_count_, sizeof wake_count_),
                              [this](const boost::system::error_code& error, std::size_t) {
                                if (error) return;
                                listen_for_wake();
                                context_.stop();
                              });
}

void AsioLoop::set_alarm(TimePoint deadline) {
  alarm_deadline_ = deadline;
  alarm_.expires_at(deadline);
  alarm_.async_wait([this](const boost::system::error_code& error) {
    if (error) return;
    alarm_deadline_ = TimePoint::max();
    context_.stop();
  });
}

void AsioLoop::wait(const TimePoint* deadline) {
  if (deadline != nullptr && *deadline < alarm_deadline_) set_alarm(*deadline);
  context_.restart();
  context_.run();
}

void AsioLoop::wake() noexcept {
  const std::uint64_t one = 1;
  // Fails only when the counter is full, and then the loop is awake anyway.
  static_cast<void>(!::write(wake_event_.native_handle(), &one, sizeof one));
}

}  // namespace talaria::async
