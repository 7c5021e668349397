#include "server/transport.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <unistd.h>

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

namespace talaria::server {
namespace {

using boost::asio::ip::tcp;

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
  TransportTest() : acceptor_(context_, {boost::asio::ip::address_v4::loopback(), 0}) {
    client_.connect(acceptor_.local_endpoint());
    Socket socket = acceptor_.accept();
    const auto from = socket.remote_endpoint();
    transport_.emplace(std::move(socket), Peer::of(*from.data(), TrustedProxies("127.0.0.0/8")));
  }
  Inverting& invert() {
    auto layer = std::make_unique<Inverting>(transport_->descriptor());
    Inverting& inverting = *layer;
    transport_->secure(std::move(layer));
    return inverting;
  }
  void client_sends(std::string_view octets) { boost::asio::write(client_, boost::asio::buffer(octets)); }
  std::string client_receives(std::size_t size) {
    std::string octets(size, '\0');
    boost::asio::read(client_, boost::asio::buffer(octets));
    return octets;
  }
  static std::string inverted(std::string octets) {
    for (char& c : octets) c = static_cast<char>(~c);
    return octets;
  }
  /// What one async_receive of at most `size` octets gives; the error's text when it fails.
  std::string receive(std::size_t size) {
    std::string space(size, '\0');
    std::string result;
    transport_->async_receive(space.data(), size, [&](const boost::system::error_code& error, std::size_t received) {
      result = error ? error.message() : space.substr(0, received);
    });
    context_.restart();
    context_.run();
    return result;
  }

  boost::asio::io_context context_;
  boost::asio::basic_socket_acceptor<tcp, boost::asio::io_context::executor_type> acceptor_;
  Socket client_{context_};
  std::optional<Transport> transport_;
};

TEST_F(TransportTest, KnowsTheClient) {
  EXPECT_EQ(transport_->peer_host(), "127.0.0.1");
  EXPECT_EQ(transport_->peer_port(), client_.local_endpoint().port());
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
  client_.shutdown(tcp::socket::shutdown_send);
  EXPECT_EQ(receive(8), boost::system::error_code(boost::asio::error::eof).message());
}

TEST_F(TransportTest, AWaitIsCancelled) {
  bool cancelled = false;
  char space[8];
  transport_->async_receive(space, sizeof space, [&](const boost::system::error_code& error, std::size_t) {
    cancelled = error == boost::asio::error::operation_aborted;
  });
  transport_->cancel();
  context_.run();
  EXPECT_TRUE(cancelled);
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
  std::string space(8, '\0');
  std::string result;
  transport_->async_receive(space.data(), space.size(), [&](const boost::system::error_code&, std::size_t received) {
    result = space.substr(0, received);
  });
  client_sends(std::string(1, '\0'));
  context_.run_for(std::chrono::milliseconds{50});
  EXPECT_EQ(result, "");
  client_sends(inverted("now"));
  context_.restart();
  context_.run();
  EXPECT_EQ(result, "now");
}

TEST_F(TransportTest, ShutsDownBothLayers) {
  Inverting& layer = invert();
  transport_->shutdown_sending();
  EXPECT_TRUE(layer.was_shut_down);
  char octet = 0;
  boost::system::error_code error;
  client_.read_some(boost::asio::buffer(&octet, 1), error);
  EXPECT_EQ(error, boost::asio::error::eof);
}

}  // namespace
}  // namespace talaria::server
