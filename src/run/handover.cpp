#include "run/handover.hpp"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

extern char** environ;

namespace talaria::run_detail {

namespace {

constexpr const char* variable = "TALARIA_HANDOVER";

[[noreturn]] void fail(int error, const std::string& what) {
  throw std::system_error(error, std::generic_category(), what);
}

// Takes the text before `separator`, or all that is left.
std::string_view take_until(std::string_view& text, char separator) {
  const auto at = text.find(separator);
  const std::string_view word = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return word;
}

template <class T>
bool read_number(std::string_view text, T& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

std::optional<Handover::Place> parse_place(std::string_view text) {
  Handover::Place place;
  const std::string_view kind = take_until(text, ':');
  if (kind != "own" && kind != "lent") return std::nullopt;
  place.owned = kind == "own";
  while (!text.empty()) {
    int number = -1;
    if (!read_number(take_until(text, ','), number) || number < 0) return std::nullopt;
    place.fds.push_back(number);
  }
  return place.fds.empty() ? std::nullopt : std::optional(std::move(place));
}

std::vector<std::string> environment_with(const std::string& handover) {
  std::vector<std::string> out;
  const std::string prefix = std::string(variable) + '=';
  for (char** entry = environ; *entry != nullptr; ++entry) {
    if (!std::string_view(*entry).starts_with(prefix)) out.emplace_back(*entry);
  }
  out.push_back(prefix + handover);
  return out;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> out;
  out.reserve(texts.size() + 1);
  for (const std::string& text : texts) out.push_back(const_cast<char*>(text.c_str()));
  out.push_back(nullptr);
  return out;
}

/// What posix_spawn is told of the new process.
class SpawnSettings {
 public:
  explicit SpawnSettings(bool own_group) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
    int flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    if (own_group) flags |= POSIX_SPAWN_SETPGROUP;
    ::posix_spawnattr_setflags(&attributes_, static_cast<short>(flags));
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }

  // Onto itself: that makes it survive.
  void keep(int descriptor) { ::posix_spawn_file_actions_adddup2(&actions_, descriptor, descriptor); }
  [[nodiscard]] const posix_spawn_file_actions_t* actions() const { return &actions_; }
  [[nodiscard]] const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

}  // namespace

std::string Handover::text() const {
  std::string out = role == Role::worker ? "worker" : "successor";
  out += ' ' + std::to_string(parent) + ' ' + std::to_string(messages);
  for (const Place& place : places) {
    out += place.owned ? " own:" : " lent:";
    for (std::size_t i = 0; i < place.fds.size(); ++i) out += (i > 0 ? "," : "") + std::to_string(place.fds[i]);
  }
  return out;
}

std::optional<Handover> Handover::parse(std::string_view text) {
  Handover out;
  const std::string_view role = take_until(text, ' ');
  if (role != "worker" && role != "successor") return std::nullopt;
  out.role = role == "worker" ? Role::worker : Role::successor;
  if (!read_number(take_until(text, ' '), out.parent) || !read_number(take_until(text, ' '), out.messages)) {
    return std::nullopt;
  }
  while (!text.empty()) {
    const auto place = parse_place(take_until(text, ' '));
    if (!place) return std::nullopt;
    out.places.push_back(*place);
  }
  return out;
}

std::optional<Handover> Handover::take() {
  const char* const text = std::getenv(variable);
  if (text == nullptr) return std::nullopt;
  auto handover = parse(text);
  ::unsetenv(variable);
  // A worker without a supervisor would be one too many.
  if (!handover || handover->parent != ::getppid()) throw std::runtime_error("whoever started this process has ended");
  ::fcntl(handover->messages, F_SETFD, FD_CLOEXEC);
  return handover;
}

Program::Program() {
  std::string path(4096, '\0');
  const ssize_t size = ::readlink("/proc/self/exe", path.data(), path.size());
  if (size < 0) fail(errno, "cannot find the file of this program");
  path.resize(static_cast<std::size_t>(size));
  path_ = path;
  file_ = server::Descriptor(::open("/proc/self/exe", O_PATH | O_CLOEXEC));
  if (!file_) fail(errno, "cannot open the file of this program");
}

void Program::renew() {
  server::Descriptor file(::open(path_.c_str(), O_PATH | O_CLOEXEC));
  if (!file) fail(errno, "cannot open " + path_);
  before_ = std::exchange(file_, std::move(file));
}

std::string Program::command() const {
  struct stat held{};
  struct stat there{};
  const bool same = ::fstat(file_.get(), &held) == 0 && ::stat(path_.c_str(), &there) == 0 &&
                    held.st_dev == there.st_dev && held.st_ino == there.st_ino;
  return same ? path_ : "/proc/self/fd/" + std::to_string(file_.get());
}

Child start_process(const Program& program, const std::vector<std::string>& arguments, Handover::Role role,
                    const std::vector<server::Listener>& places) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) fail(errno, "cannot make a pipe");
  Child child;
  child.messages = server::Descriptor(ends[0]);
  const server::Descriptor theirs(ends[1]);
  ::fcntl(child.messages.get(), F_SETFL, O_NONBLOCK);
  Handover handover;
  handover.role = role;
  handover.parent = ::getpid();
  handover.messages = theirs.get();
  SpawnSettings settings(role == Handover::Role::worker);
  settings.keep(theirs.get());
  for (const server::Listener& listener : places) {
    Handover::Place place;
    place.owned = listener.is_owned();
    for (const server::Descriptor& socket : listener.sockets()) {
      place.fds.push_back(socket.get());
      settings.keep(socket.get());
    }
    handover.places.push_back(std::move(place));
  }
  const std::vector<std::string> environment = environment_with(handover.text());
  const std::string command = program.command();
  const int error = ::posix_spawn(&child.pid, command.c_str(), settings.actions(), settings.attributes(),
                                  pointers(arguments).data(), pointers(environment).data());
  if (error != 0) fail(error, "cannot start " + command);
  return child;
}

}  // namespace talaria::run_detail
