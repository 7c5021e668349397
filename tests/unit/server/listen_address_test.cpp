#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include <talaria/server/listen_address.hpp>

namespace talaria::server {
namespace {

std::string read(std::string_view text) {
  const ListenAddress address = parse_listen_address(text);
  std::string out = address.host + '|' + std::to_string(address.port) + '|' + address.uds;
  for (const int fd : address.fds) out += "|fd " + std::to_string(fd);
  if (address.uds_mode != 0666) out += "|mode " + std::to_string(address.uds_mode);
  return out + (address.proxy_protocol ? "|proxy" : "");
}

TEST(ListenAddress, IsReadFromText) {
  EXPECT_EQ(read("127.0.0.1:8000"), "127.0.0.1|8000|");
  EXPECT_EQ(read("localhost:0"), "localhost|0|");
  EXPECT_EQ(read("[::1]:65535"), "::1|65535|");
  EXPECT_EQ(read(":80"), "0.0.0.0|80|");
  EXPECT_EQ(read("unix:/run/api.sock"), "127.0.0.1|8000|/run/api.sock");
  EXPECT_EQ(read("unix:api.sock,mode=0660"), "127.0.0.1|8000|api.sock|mode 432");
  EXPECT_EQ(read("fd:3"), "127.0.0.1|8000||fd 3");
  EXPECT_EQ(read("10.0.0.1:80,proxy_protocol"), "10.0.0.1|80||proxy");
  EXPECT_EQ(read("unix:/a,proxy_protocol,mode=600"), "127.0.0.1|8000|/a|mode 384|proxy");
}

TEST(ListenAddress, SaysWhatIsWrong) {
  for (const char* text :
       {"", "localhost", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536", "::1:80", "fd:", "fd:x", "fd:-1",
        "unix:", "a:1,", "a:1,mode=0660", "a:1,tcp", "unix:/a,mode=9", "unix:/a,mode=01777", "a:1,,"}) {
    EXPECT_THROW(static_cast<void>(parse_listen_address(text)), std::invalid_argument) << text;
  }
  try {
    static_cast<void>(parse_listen_address("::1:80"));
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_NE(std::string(error.what()).find("'::1:80'"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("brackets"), std::string::npos);
  }
}

}  // namespace
}  // namespace talaria::server
