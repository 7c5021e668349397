#include <algorithm>

#include <talaria/model/validation_error.hpp>
#include <talaria/sql/sort_by.hpp>

namespace talaria::sql::detail {

namespace {

std::string names_of(const SortColumn* columns, std::size_t count) {
  std::string names;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) names += ", ";
    names += columns[i].name;
  }
  return names;
}

}  // namespace

std::vector<SortTerm> parse_sort(std::string_view text, const SortColumn* columns, std::size_t count) {
  std::vector<SortTerm> terms;
  while (true) {
    const auto comma = text.find(',');
    std::string_view name = text.substr(0, comma);
    const bool descending = name.starts_with('-');
    if (descending || name.starts_with('+')) name.remove_prefix(1);
    const SortColumn* const end = columns + count;
    const SortColumn* const found = std::find_if(columns, end, [&](const SortColumn& c) { return c.name == name; });
    if (found == end) throw ValueError("sorting is by " + names_of(columns, count) + ", with - before what goes down");
    terms.push_back({static_cast<std::size_t>(found - columns), descending});
    if (comma == std::string_view::npos) return terms;
    text.remove_prefix(comma + 1);
  }
}

std::string print_sort(const std::vector<SortTerm>& terms, const SortColumn* columns) {
  std::string text;
  for (const SortTerm& term : terms) {
    if (!text.empty()) text += ',';
    if (term.descending) text += '-';
    text += columns[term.column].name;
  }
  return text;
}

}  // namespace talaria::sql::detail
