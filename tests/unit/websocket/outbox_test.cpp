#include "websocket/outbox.hpp"

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace talaria::websocket {
namespace {

SharedFrame frame(const char* text) {
  return std::make_shared<const std::string>(text);
}

class OutboxTest : public ::testing::Test {
 protected:
  OutboxTest() : outbox(*loop, [](void* jobs) { ++*static_cast<int*>(jobs); }, &jobs) {}
  std::string rest() {
    std::string all;
    while (const SharedFrame one = outbox.pop()) all += *one + " ";
    return all;
  }

  Owned<async::Loop> loop = async::make_loop();
  int jobs = 0;
  Outbox outbox;
};

TEST_F(OutboxTest, KeepsTheOrderAndAsksOnceForItsJob) {
  EXPECT_TRUE(outbox.push(frame("a"), 100, SlowClientPolicy::close));
  EXPECT_TRUE(outbox.push(frame("b"), 100, SlowClientPolicy::close));
  EXPECT_TRUE(outbox.is_scheduled());
  bool done = false;
  loop->post([](void* flag) { *static_cast<bool*>(flag) = true; }, &done);
  loop->run_until(done);
  EXPECT_EQ(jobs, 1);
  EXPECT_FALSE(outbox.begin_taking());
  EXPECT_FALSE(outbox.is_scheduled());
  EXPECT_EQ(outbox.left(), 2u);
  EXPECT_EQ(rest(), "a b ");
  EXPECT_EQ(outbox.gone(), 2u);
}

TEST_F(OutboxTest, DoesWithAClientThatIsTooSlowAsItIsTold) {
  EXPECT_TRUE(outbox.push(frame("longer than the limit"), 4, SlowClientPolicy::close));
  EXPECT_FALSE(outbox.push(frame("x"), 4, SlowClientPolicy::drop_newest));
  EXPECT_TRUE(outbox.push(frame("abc"), 4, SlowClientPolicy::drop_oldest));
  EXPECT_TRUE(outbox.push(frame("d"), 4, SlowClientPolicy::drop_oldest));
  EXPECT_TRUE(outbox.push(frame("ef"), 4, SlowClientPolicy::drop_oldest));
  EXPECT_EQ(rest(), "d ef ");
  EXPECT_FALSE(outbox.begin_taking());
  EXPECT_TRUE(outbox.push(frame("abc"), 4, SlowClientPolicy::close));
  EXPECT_FALSE(outbox.push(frame("de"), 4, SlowClientPolicy::close));
  EXPECT_TRUE(outbox.begin_taking());
  EXPECT_FALSE(outbox.push(frame(""), 4, SlowClientPolicy::drop_newest));
  outbox.clear();
  EXPECT_EQ(rest(), "");
  EXPECT_EQ(outbox.gone(), outbox.left());
}

class Holder final : public OutboxHolder {
 public:
  void forget(Outbox& outbox) override { forgotten = &outbox; }
  Outbox* forgotten = nullptr;
};

TEST_F(OutboxTest, TellsItsHoldersWhenItCloses) {
  const auto holder = std::make_shared<Holder>();
  EXPECT_TRUE(outbox.add_holder(holder));
  EXPECT_TRUE(outbox.add_holder(std::weak_ptr<OutboxHolder>()));
  EXPECT_TRUE(outbox.push(frame("a"), 100, SlowClientPolicy::close));
  outbox.close();
  EXPECT_EQ(holder->forgotten, &outbox);
  EXPECT_FALSE(outbox.push(frame("b"), 100, SlowClientPolicy::close));
  EXPECT_FALSE(outbox.add_holder(holder));
  EXPECT_EQ(rest(), "a ");
}

TEST_F(OutboxTest, TakesFramesFromManyThreads) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([this] {
      for (int n = 0; n < 1000; ++n) outbox.push(frame("x"), 1'000'000, SlowClientPolicy::close);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(outbox.left(), 4000u);
  EXPECT_EQ(rest().size(), 8000u);
}

}  // namespace
}  // namespace talaria::websocket
