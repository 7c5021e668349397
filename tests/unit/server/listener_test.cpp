#include "server/listener.hpp"

#include "wire_client.hpp"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <system_error>

#include <gmock/gmock.h>

namespace talaria::server {
namespace {

using testing::HasSubstr;

Descriptor accept_from(const Descriptor& socket) {
  return Descriptor(::accept4(socket.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
}

class UnixPath {
 public:
  UnixPath() : path_(testing::TempDir() + "talaria_listener_" + std::to_string(::getpid())) {
    std::filesystem::remove(path_);
  }
  ~UnixPath() { std::filesystem::remove(path_); }
  [[nodiscard]] const std::string& text() const { return path_; }
  [[nodiscard]] bool exists() const { return std::filesystem::exists(path_); }
  [[nodiscard]] unsigned mode() const {
    struct stat status{};
    ::stat(path_.c_str(), &status);
    return status.st_mode & 0777;
  }

 private:
  std::string path_;
};

TEST(Listener, HasASocketForEachLoop) {
  const Listener listener({.port = 0}, 3, false);
  EXPECT_EQ(listener.sockets().size(), 3u);
  EXPECT_NE(listener.address().port, 0);
  EXPECT_EQ(listener.text(), "127.0.0.1:" + std::to_string(listener.address().port));
  listener.listen(10);
  EXPECT_EQ(listener.sockets_for(2, 3).size(), 1u);
  EXPECT_EQ(listener.sockets_for(0, 2).size(), 2u);
  EXPECT_EQ(listener.sockets_for(4, 5).size(), 1u);
  for (const Descriptor& socket : listener.sockets()) {
    EXPECT_TRUE((::fcntl(socket.get(), F_GETFD) & FD_CLOEXEC) != 0);
    EXPECT_TRUE((::fcntl(socket.get(), F_GETFL) & O_NONBLOCK) != 0);
  }
}

TEST(Listener, WritesIpv6InBrackets) {
  try {
    const Listener listener({.host = "::1", .port = 0}, 1, false);
    EXPECT_THAT(listener.text(), HasSubstr("[::1]:"));
  } catch (const std::system_error&) {
    GTEST_SKIP() << "no IPv6 here";
  }
}

TEST(Listener, ClosesTheDoorWithoutLosingWhoIsIn) {
  Listener listener({.port = 0}, 1, false);
  listener.listen(10);
  WireClient first(listener.address().port);
  first.send("x");
  listener.close_the_door();
  // Half a handshake later: its SYN is not answered.
  const Descriptor late(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(listener.address().port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(::connect(late.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), -1);
  EXPECT_EQ(errno, EINPROGRESS);
  ::usleep(20'000);
  EXPECT_TRUE(accept_from(listener.sockets().front()));
  EXPECT_FALSE(accept_from(listener.sockets().front()));
}

TEST(Listener, MakesAndRemovesAUnixSocket) {
  const UnixPath path;
  {
    Listener listener({.uds = path.text(), .uds_mode = 0600}, 4, false);
    EXPECT_EQ(path.mode(), 0600u);
    EXPECT_EQ(listener.text(), "unix:" + path.text());
    EXPECT_EQ(listener.sockets().size(), 1u);
    EXPECT_EQ(listener.address().port, 0);
  }
  EXPECT_FALSE(path.exists());
  const ::mode_t before = ::umask(0077);
  const Listener listener({.uds = path.text()}, 1, false);
  ::umask(before);
  EXPECT_EQ(path.mode(), 0666u) << "the umask takes nothing away";
}

TEST(Listener, RemovesAUnixSocketOnlyWhenNobodyListens) {
  const UnixPath path;
  {
    Listener killed({.uds = path.text()}, 1, false);
    killed.listen(10);
    try {
      const Listener second({.uds = path.text()}, 1, false);
      FAIL() << "two servers on one path";
    } catch (const std::system_error& error) {
      EXPECT_EQ(error.code(), std::errc::address_in_use);
      EXPECT_THAT(error.what(), HasSubstr(path.text()));
    }
    killed.hand_over();
  }
  EXPECT_TRUE(path.exists());
  const Listener after({.uds = path.text()}, 1, false);
  after.listen(10);
  EXPECT_TRUE(path.exists());
}

TEST(Listener, RemovesNothingElse) {
  const UnixPath path;
  std::ofstream(path.text()) << "precious";
  EXPECT_THROW(Listener({.uds = path.text()}, 1, false), std::system_error);
  EXPECT_TRUE(path.exists());
  EXPECT_THROW(Listener({.uds = std::string(200, 'x')}, 1, false), std::system_error);
  EXPECT_THROW(Listener({.uds = "/no/such/folder/x"}, 1, false), std::system_error);
}

TEST(Listener, LeavesTheSocketOfASuccessor) {
  const UnixPath path;
  std::optional<Listener> first;
  first.emplace(ListenAddress{.uds = path.text()}, 1u, false);
  std::filesystem::remove(path.text());
  const Listener second({.uds = path.text()}, 1, false);
  first.reset();
  EXPECT_TRUE(path.exists());
}

TEST(Listener, AdoptsSockets) {
  Listener original({.port = 0}, 2, false);
  std::vector<int> fds;
  for (const Descriptor& socket : original.sockets()) fds.push_back(::dup(socket.get()));
  Listener adopted({.fds = fds}, 5, false);
  EXPECT_EQ(adopted.text(), original.text());
  EXPECT_EQ(adopted.sockets().size(), 2u);
  adopted.listen(10);
  // They are not its own: nobody is shut out.
  adopted.close_the_door();
  EXPECT_NO_THROW(WireClient{original.address().port});
}

TEST(Listener, AdoptsAUnixSocketAndItsFile) {
  const UnixPath path;
  Listener original({.uds = path.text()}, 1, false);
  original.hand_over();
  {
    Listener adopted({.fds = {::dup(original.sockets().front().get())}}, 1, false);
    EXPECT_EQ(adopted.text(), "unix:" + path.text());
  }
  EXPECT_TRUE(path.exists());
  {
    Listener adopted({.fds = {::dup(original.sockets().front().get())}}, 1, false);
    adopted.take_over();
  }
  EXPECT_FALSE(path.exists());
}

TEST(Listener, AdoptsNothingElse) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  EXPECT_THROW(Listener({.fds = {ends[0]}}, 1, false), std::invalid_argument);
  EXPECT_THROW(Listener({.fds = {9999}}, 1, false), std::invalid_argument);
  ::close(ends[0]);
  ::close(ends[1]);
}

}  // namespace
}  // namespace talaria::server
