#include <array>
#include <cstddef>

#include <talaria/http/method.hpp>

namespace talaria::http {

namespace {

constexpr std::array<std::string_view, named_method_count> names = {"GET",     "HEAD",    "POST",  "PUT",   "DELETE",
                                                                    "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY"};

}  // namespace

std::string_view method_name(Method method) {
  const auto index = static_cast<std::size_t>(method);
  return index < names.size() ? names[index] : std::string_view{};
}

Method parse_method(std::string_view name) {
  if (name == "GET") return Method::get;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Method>(i);
  }
  return Method::other;
}

}  // namespace talaria::http
