// Values as Python prints them, which Pydantic's messages and ways do.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <talaria/model/json.hpp>

namespace talaria::model {

/// `'text'` as Python's repr writes it.
[[nodiscard]] std::string python_quoted(std::string_view text);
/// `[1, 'a', None]`
[[nodiscard]] std::string python_repr(const Json& value);
/// The same, but a text stands without quotes.
[[nodiscard]] std::string python_str(const Json& value);
/// `'a', 'b' or 'c'`
[[nodiscard]] std::string one_of(const std::vector<std::string>& values);

}  // namespace talaria::model
