#include "server/limit_list.hpp"

#include <algorithm>
#include <stdexcept>
#include <sys/resource.h>

namespace talaria::server {

namespace {

// What the process needs besides connections: listeners, loops, files, databases.
constexpr std::size_t reserved_descriptors = 128;

std::string written(std::size_t value, std::string_view counts) {
  return counts.starts_with("octets") || value == Limits::unlimited ? written_size(value) : std::to_string(value);
}
std::string written(std::chrono::milliseconds value, std::string_view) {
  return written_time(value);
}

[[noreturn]] void refuse(std::string_view name, const char* what) {
  throw std::invalid_argument("Limits::" + std::string(name) + ' ' + what);
}

void ensure(std::string_view name, std::size_t value) {
  if (value == 0) refuse(name, "is zero; say Limits::unlimited for none");
}
void ensure(std::string_view name, std::chrono::milliseconds value) {
  if (value.count() <= 0) refuse(name, "is not positive; say Limits::unlimited_time for none");
  if (value > Limits::unlimited_time) refuse(name, "is too long");
}

}  // namespace

std::size_t connections_allowed(std::size_t wanted) {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == RLIM_INFINITY) return wanted;
  const auto allowed = static_cast<std::size_t>(files.rlim_cur);
  // A process with fewer descriptors than the reserve still gets half of them.
  return std::min(wanted, std::max(allowed / 2, allowed - std::min(allowed, reserved_descriptors)));
}

std::string written_size(std::size_t value) {
  if (value == Limits::unlimited) return "unlimited";
  constexpr std::size_t kibi = 1024;
  if (value != 0 && value % (kibi * kibi) == 0) return std::to_string(value / (kibi * kibi)) + " MiB";
  if (value != 0 && value % kibi == 0) return std::to_string(value / kibi) + " KiB";
  return std::to_string(value);
}

std::string written_time(std::chrono::milliseconds value) {
  if (value >= Limits::unlimited_time) return "unlimited";
  if (value.count() % 1000 == 0) return std::to_string(value.count() / 1000) + " s";
  return std::to_string(value.count()) + " ms";
}

std::vector<LimitEntry> list_limits(const Limits& limits) {
  std::vector<LimitEntry> list;
  visit_limits(limits, [&list](std::string_view name, auto value, std::string_view counts, std::string_view answer) {
    list.push_back({name, written(value, counts), counts, answer});
  });
  return list;
}

void ensure_limits(const Limits& limits) {
  visit_limits(limits,
               [](std::string_view name, auto value, std::string_view, std::string_view) { ensure(name, value); });
}

}  // namespace talaria::server
