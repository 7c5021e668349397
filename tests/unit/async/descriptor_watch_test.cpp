#include "async/descriptor_watch.hpp"

#include "async/epoll_loop.hpp"

#include <array>
#include <optional>
#include <string>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>
#include <vector>

#include <gtest/gtest.h>

namespace talaria::async {
namespace {

using namespace std::chrono_literals;

// Two connected sockets; the loop watches the first.
class DescriptorWatchTest : public testing::Test {
 protected:
  DescriptorWatchTest() {
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends_.data()), 0);
    watch_.emplace(loop_, ends_[0]);
  }
  ~DescriptorWatchTest() override {
    watch_.reset();
    for (const int end : ends_) {
      if (end >= 0) ::close(end);
    }
  }

  void send(std::string_view text) const {
    EXPECT_EQ(::write(ends_[1], text.data(), text.size()), ssize_t(text.size()));
  }
  // Reads up to `size` octets, and says so when those were all.
  std::string read(std::size_t size = 100) {
    std::string text(size, 0);
    const ssize_t count = ::read(ends_[0], text.data(), size);
    if (count < static_cast<ssize_t>(size)) watch_->drained();
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    return text;
  }
  void wait_readable() {
    watch_->wait_readable(
        [](void* self, bool cancelled) {
          auto& test = *static_cast<DescriptorWatchTest*>(self);
          (cancelled ? test.cancelled_ : test.readable_) += 1;
        },
        this);
  }
  void wait_writable() {
    watch_->wait_writable(
        [](void* self, bool cancelled) {
          auto& test = *static_cast<DescriptorWatchTest*>(self);
          (cancelled ? test.cancelled_ : test.writable_) += 1;
        },
        this);
  }
  // Lets the loop run for a moment.
  void turn() {
    bool over = false;
    Timer timer([](void* flag) { *static_cast<bool*>(flag) = true; }, &over);
    timer.set(loop_, loop_.now() + 5ms);
    loop_.run_until(over);
  }

  EpollLoop loop_;
  std::array<int, 2> ends_{-1, -1};
  std::optional<DescriptorWatch> watch_;
  int readable_ = 0;
  int writable_ = 0;
  int cancelled_ = 0;
};

TEST_F(DescriptorWatchTest, TellsOfOctetsThatComeBeforeAndAfterTheWait) {
  send("a");
  wait_readable();
  turn();
  EXPECT_EQ(readable_, 1);
  EXPECT_EQ(read(), "a");
  wait_readable();
  turn();
  EXPECT_EQ(readable_, 1) << "there is nothing yet";
  send("b");
  turn();
  EXPECT_EQ(readable_, 2);
  EXPECT_EQ(read(), "b");
  send("c");
  turn();
  EXPECT_EQ(readable_, 2) << "nobody waits";
  wait_readable();
  turn();
  EXPECT_EQ(readable_, 3);
}

TEST_F(DescriptorWatchTest, TellsOfOctetsThatWereLeft) {
  send("abcdef");
  wait_readable();
  turn();
  EXPECT_EQ(read(4), "abcd");
  wait_readable();
  turn();
  EXPECT_EQ(readable_, 2);
  EXPECT_EQ(read(2), "ef");
  wait_readable();
  turn();
  EXPECT_EQ(readable_, 2) << "it was all, although the read was full";
  send("g");
  turn();
  EXPECT_EQ(readable_, 3);
}

TEST_F(DescriptorWatchTest, TellsOfTheEndAgainAndAgain) {
  send("last");
  ::shutdown(ends_[1], SHUT_WR);
  wait_readable();
  turn();
  EXPECT_EQ(read(), "last");
  for (int i = 0; i < 2; ++i) {
    wait_readable();
    turn();
    EXPECT_EQ(readable_, 2 + i);
    EXPECT_EQ(read(), "");
  }
}

TEST_F(DescriptorWatchTest, TellsOfRoomToWrite) {
  const std::string much(64 * 1024, 'x');
  while (::write(ends_[0], much.data(), much.size()) > 0) {
  }
  wait_writable();
  turn();
  EXPECT_EQ(writable_, 0);
  std::string sink(1024 * 1024, 0);
  while (::read(ends_[1], sink.data(), sink.size()) > 0) {
  }
  turn();
  EXPECT_EQ(writable_, 1);
  wait_writable();
  turn();
  EXPECT_EQ(writable_, 2) << "there still is room";
}

TEST_F(DescriptorWatchTest, CancelledWaitsEndOnALaterTurn) {
  wait_readable();
  const std::string much(64 * 1024, 'x');
  while (::write(ends_[0], much.data(), much.size()) > 0) {
  }
  wait_writable();
  watch_->cancel();
  send("too late");
  EXPECT_EQ(cancelled_, 0);
  turn();
  EXPECT_EQ(cancelled_, 2);
  EXPECT_EQ(readable_ + writable_, 0);
  watch_->cancel();
  turn();
  EXPECT_EQ(cancelled_, 2);
  wait_readable();
  turn();
  EXPECT_EQ(readable_, 1);
}

TEST_F(DescriptorWatchTest, ClosingEndsTheWaits) {
  wait_readable();
  watch_->close();
  EXPECT_FALSE(watch_->is_open());
  ::close(std::exchange(ends_[0], -1));
  turn();
  EXPECT_EQ(cancelled_, 1);
}

TEST_F(DescriptorWatchTest, MayGoWhileItIsCalled) {
  struct Both {
    std::optional<DescriptorWatch>* watch;
    int called = 0;
  } both{&watch_, 0};
  const auto drop = [](void* argument, bool) {
    auto& one = *static_cast<Both*>(argument);
    ++one.called;
    one.watch->reset();
  };
  // Both waits would end with the same event.
  watch_->wait_writable([](void*, bool) { FAIL() << "of a watch that has gone"; }, nullptr);
  watch_->wait_readable(drop, &both);
  send("x");
  turn();
  EXPECT_EQ(both.called, 1);
  watch_.emplace(loop_, ends_[0]);
  watch_->wait_readable(drop, &both);
  watch_->cancel();
  turn();
  EXPECT_EQ(both.called, 2);
  watch_.emplace(loop_, ends_[0]);
  wait_readable();
  turn();
  EXPECT_EQ(readable_, 1);
}

TEST_F(DescriptorWatchTest, KnowsManyDescriptors) {
  std::vector<DescriptorWatch> watches;
  std::vector<int> copies;
  int called = 0;
  for (int i = 0; i < 200; ++i) {
    copies.push_back(::dup(ends_[0]));
    watches.emplace_back(loop_, copies.back());
    watches.back().wait_readable([](void* count, bool) { ++*static_cast<int*>(count); }, &called);
  }
  send("x");
  turn();
  EXPECT_EQ(called, 200);
  watches.clear();
  for (const int copy : copies) ::close(copy);
}

TEST_F(DescriptorWatchTest, RefusesWhatCannotBeWaitedFor) {
  EXPECT_THROW(DescriptorWatch(loop_, -1), std::system_error);
}

}  // namespace
}  // namespace talaria::async
