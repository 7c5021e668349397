// The loop that has sockets: Boost.Asio behind the Loop interface. The server makes its sockets on context().
#pragma once
#include <array>
#include <cstdint>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <talaria/async/loop.hpp>

namespace talaria::async {

/// One thread runs it; nothing but wake() is called from another, so Asio's own locks are off.
class AsioLoop final : public Loop {
 public:
  AsioLoop();
  ~AsioLoop() override;

  [[nodiscard]] TimePoint now() const override { return std::chrono::steady_clock::now(); }
  [[nodiscard]] boost::asio::io_context& context() noexcept { return context_; }

 protected:
  void wait(const TimePoint* deadline) override;
  void wake() noexcept override;

 private:
  using Descriptor = boost::asio::posix::basic_stream_descriptor<boost::asio::io_context::executor_type>;

  void listen_for_wake();

  boost::asio::io_context context_{BOOST_ASIO_CONCURRENCY_HINT_UNSAFE};
  Descriptor wake_event_{context_};
  std::uint64_t wake_count_ = 0;
};

}  // namespace talaria::async
