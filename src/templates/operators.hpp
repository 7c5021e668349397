// The operators of expressions, as Python's and MarkupSafe's.
#pragma once
#include "templates/value.hpp"

#include <string_view>

namespace talaria::templates {

/// `a + b` and the like: `+ - * / // % **`.
[[nodiscard]] Value arithmetic(std::string_view operation, const Value& a, const Value& b);
[[nodiscard]] Value negative(const Value& value);
[[nodiscard]] Value positive(const Value& value);

}  // namespace talaria::templates
