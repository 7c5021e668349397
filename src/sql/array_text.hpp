// Arrays of PostgreSQL as texts: {1,2,NULL,"a \"b\""}.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace talaria::sql {

/// The items of a one-dimensional array, nothing for NULLs; nothing at all when the text is no such array.
[[nodiscard]] std::optional<std::vector<std::optional<std::string>>> parse_array(std::string_view text);

/// Appends an item in quotes.
void append_array_item(std::string& out, std::string_view item);

}  // namespace talaria::sql
