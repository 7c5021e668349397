#include <talaria/describe/route_options.hpp>

namespace talaria {

StringList::StringList() noexcept = default;
StringList::StringList(std::initializer_list<std::string_view> items) : items_(items.begin(), items.end()) {}
StringList::StringList(std::vector<std::string> items) : items_(std::move(items)) {}
StringList::StringList(const StringList&) = default;
StringList& StringList::operator=(const StringList&) = default;
StringList::~StringList() = default;

DependencyList::DependencyList() noexcept = default;
DependencyList::DependencyList(std::initializer_list<DependencyRef> items) : items_(items) {}
DependencyList::DependencyList(const DependencyList&) = default;
DependencyList& DependencyList::operator=(const DependencyList&) = default;
DependencyList::~DependencyList() = default;

ResponseMap::ResponseMap() noexcept = default;
ResponseMap::ResponseMap(std::initializer_list<Entry> entries) : entries_(entries) {}
ResponseMap::ResponseMap(const ResponseMap&) = default;
ResponseMap& ResponseMap::operator=(const ResponseMap&) = default;
ResponseMap::~ResponseMap() = default;

void ResponseMap::update(const ResponseMap& other) {
  for (const auto& [status_code, spec] : other.entries_) {
    std::erase_if(entries_, [&](const Entry& entry) { return entry.first == status_code; });
    entries_.emplace_back(status_code, spec);
  }
}

RouteOptions::~RouteOptions() = default;
RouterOptions::~RouterOptions() = default;

}  // namespace talaria
