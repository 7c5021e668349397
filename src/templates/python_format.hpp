// Python's two ways to put values into texts: `"%s" % x` and `"{}".format(x)`.
#pragma once
#include "templates/value.hpp"

#include <string_view>

namespace talaria::templates {

/// `format % values`, where `values` is a tuple, a dict, or one value. What is put into a safe text is escaped.
[[nodiscard]] Value percent_format(const Value& format, const Value& values);
/// `format.format(...)`.
[[nodiscard]] Value brace_format(const Value& format, const Arguments& arguments);
/// A value by the part behind the colon, `.2f`.
[[nodiscard]] std::string format_by(const Value& value, std::string_view specification);

}  // namespace talaria::templates
