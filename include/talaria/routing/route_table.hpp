// RouteTable: from a method and a path to the index of a route. Knows no handlers.
#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include <talaria/base/owned.hpp>
#include <talaria/http/method.hpp>
#include <talaria/routing/path_pattern.hpp>

namespace talaria::routing {

/// A path template takes at most so many captures.
inline constexpr std::size_t max_captures = 16;

/// The texts that the captures of a route took, in the order of its template; views into the path. Only the first
/// `count` are set.
struct Captures {
  /// A view that costs nothing as long as it is not set.
  struct Text {
    const char* data;
    std::size_t size;
    operator std::string_view() const noexcept { return {data, size}; }
  };

  Captures() noexcept {}
  Captures(const Captures& other) noexcept { *this = other; }
  Captures& operator=(const Captures& other) noexcept {
    count = other.count;
    for (std::size_t i = 0; i < count; ++i) values[i] = other.values[i];
    return *this;
  }

  void push(std::string_view text) noexcept { values[count++] = {text.data(), text.size()}; }

  std::array<Text, max_captures> values;
  std::size_t count = 0;
};

/// The answer of RouteTable::match.
struct Match {
  enum class Kind { found, not_found, method_not_allowed };
  Kind kind = Kind::not_found;
  std::size_t route =
      0;  ///< found: the index given to add(); method_not_allowed: of the route that fits but for the method
  Captures captures;
};

/// Routes by path and method, matched in one walk over a trie of segments. As in Starlette the route that was added
/// first wins among those that fit, however special the others are. Immutable once built, so it is safe to share.
class RouteTable {
 public:
  RouteTable();
  RouteTable(RouteTable&&) noexcept;
  RouteTable& operator=(RouteTable&&) noexcept;
  ~RouteTable();

  /// Adds a route; `route` is what match() gives back.
  void add(http::Method method, const PathPattern& pattern, std::size_t route);
  /// Looks `path` (percent-decoded) up.
  [[nodiscard]] Match match(http::Method method, std::string_view path) const;
  /// Whether any route, of whatever method, fits `path`.
  [[nodiscard]] bool fits(std::string_view path) const;

 private:
  struct Trie;
  Owned<Trie> trie_;
};

}  // namespace talaria::routing
