// Texts in the HTML of the pages.
#pragma once
#include <string>
#include <string_view>

namespace talaria::openapi {

/// For text between tags and in attributes with double quotes.
[[nodiscard]] std::string html_escaped(std::string_view text);

}  // namespace talaria::openapi
