// Methods of Python's texts, lists and dicts that templates call, `name.upper()`, `user.items()`.
#pragma once
#include "templates/value.hpp"

#include <string_view>

namespace talaria::templates {

/// Whether a value has that method. A dict's own member of that name comes first unless it is a method's.
[[nodiscard]] bool has_method(const Value& value, std::string_view name);
[[nodiscard]] Value call_method(const Value& value, std::string_view name, const Arguments& arguments);

}  // namespace talaria::templates
