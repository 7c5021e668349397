#include "run/notify.hpp"

#include <cstdlib>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace talaria::run_detail {
namespace {

TEST(Notify, SocketsOfSystemdAreForThisProcessOnly) {
  EXPECT_TRUE(take_listen_fds().empty());
  ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
  ::setenv("LISTEN_FDS", "2", 1);
  ::setenv("LISTEN_FDNAMES", "a:b", 1);
  EXPECT_EQ(take_listen_fds(), (std::vector<int>{3, 4}));
  EXPECT_EQ(std::getenv("LISTEN_FDS"), nullptr);
  EXPECT_TRUE(take_listen_fds().empty());
  ::setenv("LISTEN_PID", "1", 1);
  ::setenv("LISTEN_FDS", "2", 1);
  EXPECT_TRUE(take_listen_fds().empty());
  EXPECT_EQ(std::getenv("LISTEN_PID"), nullptr);
}

TEST(Notify, TellsTheServiceManager) {
  const std::string path = testing::TempDir() + "talaria_notify_" + std::to_string(::getpid());
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  notify_manager("nobody listens");
  ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
  notify_manager("READY=1");
  ::unsetenv("NOTIFY_SOCKET");
  char block[64];
  const ssize_t size = ::recv(socket, block, sizeof block, MSG_DONTWAIT);
  EXPECT_EQ(std::string(block, size > 0 ? static_cast<std::size_t>(size) : 0), "READY=1");
  ::close(socket);
  ::unlink(path.c_str());
  EXPECT_EQ(reloading_state().find("RELOADING=1\nMONOTONIC_USEC="), 0u);
}

}  // namespace
}  // namespace talaria::run_detail
