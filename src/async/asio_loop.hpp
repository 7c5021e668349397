// The loop that has sockets: Boost.Asio behind the Loop interface. The server makes its sockets on context().
#pragma once
#include <array>
#include <cstdint>

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <talaria/async/loop.hpp>

namespace talaria::async {

/// One thread runs it; nothing but wake() is called from another, so Asio's own locks are off. Handlers of the network
/// run one after the other, without a look at clock or jobs between them, until something is posted.
class AsioLoop final : public Loop {
 public:
  AsioLoop();
  ~AsioLoop() override;

  [[nodiscard]] TimePoint now() const override { return std::chrono::steady_clock::now(); }
  [[nodiscard]] boost::asio::io_context& context() noexcept { return context_; }

 protected:
  void wait(const TimePoint* deadline) override;
  void wake() noexcept override;
  void interrupt() noexcept override { context_.stop(); }

 private:
  using Descriptor = boost::asio::posix::basic_stream_descriptor<boost::asio::io_context::executor_type>;

  using Alarm =
      boost::asio::basic_waitable_timer<std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>,
                                        boost::asio::io_context::executor_type>;

  void listen_for_wake();
  void set_alarm(TimePoint deadline);

  boost::asio::io_context context_{BOOST_ASIO_CONCURRENCY_HINT_UNSAFE};
  Descriptor wake_event_{context_};
  std::uint64_t wake_count_ = 0;
  // One for all timers, at the earliest deadline. Late ones are left alone: they ring in vain.
  Alarm alarm_{context_};
  TimePoint alarm_deadline_ = TimePoint::max();
};

}  // namespace talaria::async
