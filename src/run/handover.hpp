// Handover: what a process that serves gets from the one that started it: its sockets, and whom to tell that it is
// ready.
#pragma once
#include "server/descriptor.hpp"
#include "server/listener.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace talaria::run_detail {

/// Travels in an environment variable; the descriptors keep their numbers.
struct Handover {
  enum class Role {
    worker,     // of a supervisor, which keeps the sockets
    successor,  // goes on in the place of the process that started it
  };
  struct Place {
    std::vector<int> fds;
    bool owned = false;  // nobody outside has these sockets
  };

  Role role = Role::worker;
  pid_t parent = 0;
  int messages = -1;  // written to: see Message
  std::vector<Place> places;

  [[nodiscard]] std::string text() const;
  [[nodiscard]] static std::optional<Handover> parse(std::string_view text);
  /// What the parent of this process has left for it, if it has. Forgets it, so that no child takes it for its own.
  /// Throws std::runtime_error when that parent has ended.
  [[nodiscard]] static std::optional<Handover> take();
};

/// What a started process tells the one that started it, an octet each.
enum Message : char {
  message_ready = 'R',    // serves
  message_retires = 'M',  // has answered as many requests as it should, and serves on until somebody takes its place
};

/// The file of the running program. A later start runs the same file, also when there is another one in its place.
class Program {
 public:
  /// Throws std::system_error.
  Program();
  /// From now on it is what stands in the place of the file: a new version, or the same. Throws std::system_error.
  void renew();
  /// Back to the file before the last renew().
  void revert() { file_ = std::move(before_); }
  /// What to execute.
  [[nodiscard]] std::string command() const;

 private:
  std::string path_;
  server::Descriptor file_;
  server::Descriptor before_;
};

struct Child {
  pid_t pid = 0;
  server::Descriptor messages;  // to be read from
};

/// Starts `program` with `arguments`, the sockets of `places` and this process's environment. A worker gets a process
/// group of its own, so that Ctrl-C reaches its supervisor only. Throws std::system_error.
[[nodiscard]] Child start_process(const Program& program, const std::vector<std::string>& arguments,
                                  Handover::Role role, const std::vector<server::Listener>& places);

}  // namespace talaria::run_detail
