// The tests of templates: `is defined`, `is divisibleby 3`.
#pragma once
#include "templates/value.hpp"

#include <string_view>

namespace talaria::templates {

class Render;

[[nodiscard]] bool is_test_name(std::string_view name);
/// Whether `value` passes; `arguments` are those behind the name. Fails for arguments that cannot be.
[[nodiscard]] bool run_test(Render& render, std::string_view name, const Value& value, const Arguments& arguments);

}  // namespace talaria::templates
