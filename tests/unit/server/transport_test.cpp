#include "server/transport.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <memory>
#include <netinet/in.h>
#include <optional>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace talaria::server {
namespace {

/// Turns every octet over, and takes few of them at once.
class Inverting final : public SecureLayer {
 public:
  explicit Inverting(int descriptor) : descriptor_(descriptor) {}
  ssize_t send(const char* data, std::size_t size) override {
    std::string inverted(data, std::min<std::size_t>(size, 3));
    for (char& c : inverted) c = static_cast<char>(~c);
    return ::send(descriptor_, inverted.data(), inverted.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  }
  ssize_t receive(char* space, std::size_t size) override {
    if (buffered_.empty()) {
      char block[64];
      const ssize_t size_now = ::recv(descriptor_, block, sizeof block, MSG_DONTWAIT);
      if (size_now <= 0) return size_now;
      buffered_.assign(block, static_cast<std::size_t>(size_now));
      if (buffered_.front() == '\0') {
        // A record that carries nothing for the protocol.
        buffered_.clear();
        errno = EAGAIN;
        return -1;
      }
    }
    const std::size_t given = std::min(size, buffered_.size());
    for (std::size_t i = 0; i < given; ++i) space[i] = static_cast<char>(~buffered_[i]);
    buffered_.erase(0, given);
    return static_cast<ssize_t>(given);
  }
  [[nodiscard]] bool has_buffered() const override { return !buffered_.empty(); }
  void shutdown() override { was_shut_down = true; }

  bool was_shut_down = false;

 private:
  int descriptor_;
  std::string buffered_;
};

class TransportTest : public testing::Test {
 protected:
  TransportTest() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    const Descriptor listener(::socket(AF_INET, SOCK_STREAM, 0));
    client_ = Descriptor(::socket(AF_INET, SOCK_STREAM, 0));
    EXPECT_EQ(::bind(listener.get(), any, size) | ::listen(listener.get(), 1), 0);
    EXPECT_EQ(::getsockname(listener.get(), any, &size), 0);
    EXPECT_EQ(::connect(client_.get(), any, size), 0);
    Descriptor socket(::accept4(listener.get(), any, &size, SOCK_NONBLOCK));
    client_port_ = ntohs(address.sin_port);
    transport_.emplace(loop_, std::move(socket), Peer::of(*any, TrustedProxies("127.0.0.0/8")));
  }
  Inverting& invert() {
    auto layer = std::make_unique<Inverting>(transport_->descriptor());
    Inverting& inverting = *layer;
    transport_->secure(std::move(layer));
    return inverting;
  }
  void client_sends(std::string_view octets) const {
    EXPECT_EQ(::send(client_.get(), octets.data(), octets.size(), 0), static_cast<ssize_t>(octets.size()));
  }
  std::string client_receives(std::size_t size) const {
    std::string octets(size, '\0');
    EXPECT_EQ(::recv(client_.get(), octets.data(), size, MSG_WAITALL), static_cast<ssize_t>(size));
    return octets;
  }
  static std::string inverted(std::string octets) {
    for (char& c : octets) c = static_cast<char>(~c);
    return octets;
  }

  /// Waits for octets, at most `size` of them, and receives them; then `received_` holds them and `size_` their number.
  void begin_receive(std::size_t size) {
    received_.assign(size, '\0');
    size_ = -2;
    transport_->async_wait_readable([this](const boost::system::error_code& error) { on_readable(error); });
  }
  void on_readable(const boost::system::error_code& error) {
    cancelled_ = error == boost::asio::error::operation_aborted;
    size_ = cancelled_ ? -1 : transport_->receive(received_.data(), received_.size());
    if (!cancelled_ && size_ < 0 && errno == EAGAIN) return begin_receive(received_.size());
    received_.resize(static_cast<std::size_t>(std::max<ssize_t>(size_, 0)));
    end();
  }
  // A loop looks whether it is done after a job.
  void end() {
    loop_.post([](void* over) { *static_cast<bool*>(over) = true; }, &over_);
  }
  std::string receive(std::size_t size) {
    begin_receive(size);
    run_until_received();
    return received_;
  }
  void run_until_received() {
    over_ = false;
    loop_.run_until(over_);
  }

  async::EpollLoop loop_;
  Descriptor client_;
  std::uint16_t client_port_ = 0;
  std::optional<Transport> transport_;
  std::string received_;
  ssize_t size_ = 0;
  bool cancelled_ = false;
  bool over_ = false;
};

TEST_F(TransportTest, KnowsTheClient) {
  EXPECT_EQ(transport_->peer_host(), "127.0.0.1");
  EXPECT_EQ(transport_->peer_port(), client_port_);
  EXPECT_EQ(transport_->scheme(), "http");
  EXPECT_TRUE(transport_->peer().trusted);
  Transport moved(std::move(*transport_));
  EXPECT_EQ(moved.peer_host(), "127.0.0.1");
}

TEST_F(TransportTest, MayHaveAnotherClientThanTheSocket) {
  Peer peer;
  peer.address = *IpAddress::parse("2001:db8::7");
  peer.port = 4711;
  peer.known = true;
  peer.secure = true;
  transport_->set_peer(peer);
  EXPECT_EQ(transport_->peer_host(), "2001:db8::7");
  EXPECT_EQ(transport_->peer_port(), 4711);
  EXPECT_EQ(transport_->scheme(), "https");
  transport_->set_peer(Peer{});
  EXPECT_EQ(transport_->peer_host(), "");
}

TEST_F(TransportTest, SendsOneBlockOrTwo) {
  EXPECT_EQ(transport_->send("abc", 3), 3);
  EXPECT_EQ(transport_->send("def", "ghi"), 6);
  EXPECT_EQ(transport_->send("", "jk"), 2);
  EXPECT_EQ(transport_->send("lm", ""), 2);
  EXPECT_EQ(client_receives(13), "abcdefghijklm");
}

TEST_F(TransportTest, ReceivesWithoutWaiting) {
  char space[8];
  EXPECT_EQ(transport_->receive(space, sizeof space), -1);
  EXPECT_EQ(errno, EAGAIN);
  EXPECT_FALSE(transport_->has_input());
  client_sends("xy");
  EXPECT_EQ(receive(8), "xy");
  client_sends("z");
  while (!transport_->has_input()) ::usleep(1000);
  EXPECT_EQ(transport_->receive(space, sizeof space), 1);
}

TEST_F(TransportTest, SaysThatTheClientHasEnded) {
  ::shutdown(client_.get(), SHUT_WR);
  EXPECT_EQ(receive(8), "");
  EXPECT_EQ(size_, 0);
}

TEST_F(TransportTest, TellsOfRoomToWrite) {
  transport_->async_wait_writable([this](const boost::system::error_code& error) {
    cancelled_ = static_cast<bool>(error);
    end();
  });
  run_until_received();
  EXPECT_FALSE(cancelled_);
}

TEST_F(TransportTest, AWaitIsCancelled) {
  begin_receive(8);
  transport_->cancel();
  EXPECT_FALSE(cancelled_);
  run_until_received();
  EXPECT_TRUE(cancelled_);
}

TEST_F(TransportTest, ClosingEndsAWait) {
  begin_receive(8);
  transport_->close();
  run_until_received();
  EXPECT_TRUE(cancelled_);
  char octet = 0;
  EXPECT_EQ(::recv(client_.get(), &octet, 1, 0), 0);
}

TEST_F(TransportTest, TheSecureLayerStandsInBetween) {
  invert();
  EXPECT_EQ(transport_->scheme(), "https");
  EXPECT_EQ(transport_->send("abcdef", 6), 3);
  EXPECT_EQ(transport_->send("def", "gh"), 5);
  EXPECT_EQ(transport_->send("ijkl", "mn"), 3);
  EXPECT_EQ(client_receives(11), inverted("abcdefghijk"));
}

TEST_F(TransportTest, WhatTheSecureLayerHoldsBackNeedsNoFurtherOctets) {
  invert();
  client_sends(inverted("abcdefgh"));
  EXPECT_EQ(receive(3), "abc");
  EXPECT_TRUE(transport_->has_input());
  EXPECT_EQ(receive(3), "def");
  EXPECT_EQ(receive(3), "gh");
  EXPECT_FALSE(transport_->has_input());
}

TEST_F(TransportTest, ARecordWithoutContentIsWaitedOver) {
  invert();
  begin_receive(8);
  client_sends(std::string(1, '\0'));
  async::Timer pause([](void* over) { *static_cast<bool*>(over) = true; }, &over_);
  pause.set(loop_, loop_.now() + std::chrono::milliseconds{50});
  run_until_received();
  EXPECT_EQ(size_, -2);
  client_sends(inverted("now"));
  run_until_received();
  EXPECT_EQ(received_, "now");
}

TEST_F(TransportTest, ShutsDownBothLayers) {
  Inverting& layer = invert();
  transport_->shutdown_sending();
  EXPECT_TRUE(layer.was_shut_down);
  char octet = 0;
  EXPECT_EQ(::recv(client_.get(), &octet, 1, 0), 0);
}

}  // namespace
}  // namespace talaria::server
