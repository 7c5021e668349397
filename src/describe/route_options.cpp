#include <algorithm>

#include <talaria/base/strings.hpp>
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

namespace {

// As FastAPI has them: ranges in upper case, `default` in lower case.
std::string response_key(std::string_view key) {
  const std::string lower = base::to_lower(key);
  if (lower == "default") return lower;
  std::string upper(key);
  for (char& c : upper) {
    if (c == 'x') c = 'X';
  }
  return upper;
}

}  // namespace

ResponseKey::ResponseKey(int status_code) : text_(std::to_string(status_code)), status_code_(status_code) {}
ResponseKey::ResponseKey(const char* key) : text_(response_key(key)) {
  const bool is_number = text_.size() == 3 && text_.find_first_not_of("0123456789") == std::string::npos;
  if (is_number) status_code_ = std::stoi(text_);
}

ResponseSpec::~ResponseSpec() = default;
ResponseMap::Entry::~Entry() = default;

ResponseMap::ResponseMap() noexcept = default;
ResponseMap::ResponseMap(std::initializer_list<Entry> entries) : entries_(entries) {}
ResponseMap::ResponseMap(const ResponseMap&) = default;
ResponseMap& ResponseMap::operator=(const ResponseMap&) = default;
ResponseMap::~ResponseMap() = default;

void ResponseMap::update(const ResponseMap& other) {
  for (const auto& entry : other.entries_) {
    const auto known = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const Entry& one) { return one.key.text() == entry.key.text(); });
    if (known != entries_.end()) {
      known->spec = entry.spec;
    } else {
      entries_.push_back(entry);
    }
  }
}

DocumentedRoutes::DocumentedRoutes() noexcept = default;
DocumentedRoutes::DocumentedRoutes(const DocumentedRoutes&) = default;
DocumentedRoutes& DocumentedRoutes::operator=(const DocumentedRoutes&) = default;
DocumentedRoutes::~DocumentedRoutes() = default;

void DocumentedRoutes::add(http::Method method, std::string_view path, const describe::CallableInfo& handler,
                           const RouteOptions& options) {
  routes_.push_back({method, std::string(path), &handler, options});
}

void DocumentedRoutes::append(const DocumentedRoutes& other) {
  routes_.insert(routes_.end(), other.routes_.begin(), other.routes_.end());
}

RouteOptions::~RouteOptions() = default;
RouterOptions::~RouterOptions() = default;

}  // namespace talaria
