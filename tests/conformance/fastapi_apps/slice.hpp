// slice(): Python's `items[begin:end]`, which several tutorials use.
#pragma once
#include <algorithm>
#include <cstdint>

#include <talaria/model/json.hpp>

/// The items from `begin` up to, not including, `begin + count`. As in Python, what lies outside the list is left out
/// and a negative index counts from the end.
inline talaria::JsonArray slice(const talaria::JsonArray& items, std::int64_t begin, std::int64_t count) {
  const auto size = static_cast<std::int64_t>(items.size());
  const auto place = [&](std::int64_t index) {
    return std::clamp<std::int64_t>(index < 0 ? index + size : index, 0, size);
  };
  talaria::JsonArray out;
  for (auto i = place(begin); i < place(begin + count); ++i) out.push_back(items[static_cast<std::size_t>(i)]);
  return out;
}
