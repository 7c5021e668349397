#include "server/receive_buffer.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace talaria::server {
namespace {

void put(ReceiveBuffer& buffer, std::string_view text) {
  ASSERT_GE(buffer.space_size(), text.size());
  text.copy(buffer.space(), text.size());
  buffer.commit(text.size());
}

std::string_view text_of(const ReceiveBuffer& buffer) {
  return {buffer.data(), buffer.size()};
}

TEST(ReceiveBuffer, MovesWhatIsThereAndSaysWhereTo) {
  ReceiveBuffer buffer;
  buffer.reallocate(16, [](const char*, const char*) {});
  put(buffer, "0123456789");
  buffer.consume(4);
  std::string_view view(buffer.data() + 1, 3);
  const auto follow = [&view](const char* from, const char* to) { view = {to + (view.data() - from), view.size()}; };
  buffer.compact(follow);
  EXPECT_EQ(view, "567");
  EXPECT_EQ(text_of(buffer), "456789");
  EXPECT_EQ(buffer.space_size(), 10u);
  buffer.reallocate(64, follow);
  EXPECT_EQ(view, "567");
  EXPECT_EQ(text_of(buffer), "456789");
  EXPECT_EQ(buffer.room(), 64u);
}

TEST(ReceiveBuffer, RewindsOnlyWhenEmpty) {
  ReceiveBuffer buffer;
  buffer.reallocate(16, [](const char*, const char*) {});
  put(buffer, "abcd");
  buffer.consume(3);
  buffer.rewind();
  EXPECT_EQ(text_of(buffer), "d");
  EXPECT_EQ(buffer.room(), 13u);
  buffer.consume(1);
  buffer.rewind();
  EXPECT_EQ(buffer.room(), 16u);
  put(buffer, "abcd");
  buffer.truncate(1);
  EXPECT_EQ(text_of(buffer), "a");
}

}  // namespace
}  // namespace talaria::server
