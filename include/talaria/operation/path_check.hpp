// The path of a registration, checked by the compiler against the Path<> parameters of its handler.
#pragma once
#include <string_view>
#include <type_traits>

#include <talaria/describe/callable.hpp>

namespace talaria::operation {

namespace detail {

// Declared only: calling one makes the constant evaluation fail, and its name is the message.
void talaria_T105_the_path_has_a_capture_that_no_Path_parameter_of_the_handler_takes();
void talaria_T107_a_path_is_empty_or_begins_with_a_slash();
void talaria_T108_a_brace_in_the_path_is_not_closed();

constexpr bool takes_capture(const describe::CallableInfo& callable, std::string_view name) {
  for (const auto& parameter : callable.parameters) {
    if (parameter.location == describe::Location::path) {
      const auto wire_name = parameter.facts->alias.empty() ? parameter.name : parameter.facts->alias;
      if (wire_name == name) return true;
    }
    // Not asked by comparing the pointer with null: under UBSan g++ does not take that for a constant.
    if (parameter.location == describe::Location::dependency && takes_capture(*parameter.dependency, name)) return true;
  }
  return false;
}

constexpr void check_path(std::string_view path, const describe::CallableInfo& handler) {
  if (!path.empty() && path.front() != '/') talaria_T107_a_path_is_empty_or_begins_with_a_slash();
  while (true) {
    const auto open = path.find('{');
    if (open == std::string_view::npos) return;
    const auto close = path.find('}', open);
    if (close == std::string_view::npos) talaria_T108_a_brace_in_the_path_is_not_closed();
    const std::string_view inside = path.substr(open + 1, close - open - 1);
    if (!takes_capture(handler, inside.substr(0, inside.find(':')))) {
      talaria_T105_the_path_has_a_capture_that_no_Path_parameter_of_the_handler_takes();
    }
    path.remove_prefix(close + 1);
  }
}

}  // namespace detail

/// A literal path for the handler whose table is `Handler`. Whether every Path parameter finds its capture is known
/// only with the prefixes of the routers, so that is checked when the app starts.
template <const describe::CallableInfo& Handler>
class PathFor {
 public:
  consteval PathFor(const char* path) : text_(path) { detail::check_path(text_, Handler); }
  /// Not for a text that is made at run time: it would escape the check.
  template <class Text>
    requires(std::is_convertible_v<const Text&, std::string_view> && !std::is_convertible_v<const Text&, const char*>)
  constexpr PathFor(const Text&) {
    static_assert(
        std::is_void_v<Text>,
        "talaria[T111]: the path of a route is a literal, get<handler>(\"/items\"); a prefix that is known at "
        "run time goes into RouterOptions::prefix");
  }
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

}  // namespace talaria::operation
