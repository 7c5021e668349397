#include <algorithm>

#include <talaria/model/dump_options.hpp>

namespace talaria {

FieldFilter::FieldFilter() noexcept = default;
FieldFilter::FieldFilter(const FieldFilter&) = default;
FieldFilter::FieldFilter(FieldFilter&&) noexcept = default;
FieldFilter& FieldFilter::operator=(const FieldFilter&) = default;
FieldFilter& FieldFilter::operator=(FieldFilter&&) noexcept = default;
FieldFilter::~FieldFilter() = default;

bool FieldFilter::empty() const {
  return entries_.empty();
}

FieldFilter::FieldFilter(std::initializer_list<std::string_view> paths) {
  for (const std::string_view path : paths) add(path);
}

void FieldFilter::add(std::string_view path) {
  const auto point = path.find('.');
  const std::string_view name = path.substr(0, point);
  auto entry = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.name == name; });
  const bool is_new = entry == entries_.end();
  if (is_new) entry = entries_.insert(entry, {std::string(name), {}});
  if (point == std::string_view::npos) {
    entry->inside = {};
  } else if (is_new || !entry->inside.empty()) {  // what is named as a whole stays so
    entry->inside.add(path.substr(point + 1));
  }
}

}  // namespace talaria
