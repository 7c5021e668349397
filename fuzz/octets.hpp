// Values out of the octets of a fuzz input.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include <talaria/http/url.hpp>

namespace talaria::fuzz {

/// Takes octets from the front; when there are none left everything is zero or empty.
class Octets {
 public:
  Octets(const std::uint8_t* data, std::size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}

  [[nodiscard]] bool empty() const { return rest_.empty(); }

  template <class T>
  T number() {
    T value{};
    const std::string_view octets = take(sizeof value);
    if (!octets.empty()) std::memcpy(&value, octets.data(), octets.size());
    return value;
  }
  bool flag() { return (number<std::uint8_t>() & 1) != 0; }
  /// Less than `limit`.
  std::size_t below(std::size_t limit) { return number<std::uint8_t>() % limit; }
  /// Up to 15 octets as they are.
  std::string octets() { return std::string(take(below(16))); }
  /// Up to 15 octets, made valid UTF-8.
  std::string text() { return http::to_valid_utf8(octets()); }

 private:
  std::string_view take(std::size_t count) {
    const std::string_view taken = rest_.substr(0, std::min(count, rest_.size()));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  std::string_view rest_;
};

}  // namespace talaria::fuzz
