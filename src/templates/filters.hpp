// The filters of templates.
#pragma once
#include "templates/render.hpp"

#include <array>
#include <span>
#include <string_view>

namespace talaria::templates {

struct NamedFilter {
  std::string_view name;
  Filter filter;
};

/// The filter of that name, or null.
[[nodiscard]] Filter find_filter(std::string_view name);

// The parts of the table.
[[nodiscard]] std::span<const NamedFilter> text_filters();
[[nodiscard]] std::span<const NamedFilter> value_filters();
[[nodiscard]] std::span<const NamedFilter> list_filters();
[[nodiscard]] std::span<const NamedFilter> selecting_filters();

/// An argument that is a whole number; `otherwise` when it is not given.
[[nodiscard]] std::int64_t whole_argument(const Arguments& arguments, std::size_t place, std::string_view name,
                                          std::int64_t otherwise);
/// The same of a number of items or characters, which is 1 at least and not absurd.
[[nodiscard]] std::size_t count_argument(const Arguments& arguments, std::size_t place, std::string_view name,
                                         std::int64_t otherwise);
/// What filters do with `attribute="user.name"`: the attribute of an item, step by step; an int is an index.
[[nodiscard]] Value attribute_of(const Value& item, const Value& attribute);
/// A text in lower case, other values as they are: how filters compare unless they are told to be case sensitive.
[[nodiscard]] Value without_case(const Value& value);

}  // namespace talaria::templates
