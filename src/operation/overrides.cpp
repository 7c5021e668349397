#include <talaria/operation/overrides.hpp>

namespace talaria {

void DependencyOverrides::replace(const describe::CallableInfo* original, const describe::CallableInfo* replacement) {
  std::erase_if(entries_, [&](const auto& entry) { return entry.first == original; });
  if (replacement != original) entries_.emplace_back(original, replacement);
  ++version_;
}

void DependencyOverrides::clear() {
  entries_.clear();
  ++version_;
}

const describe::CallableInfo* DependencyOverrides::resolve(const describe::CallableInfo* original) const {
  for (const auto& [from, to] : entries_) {
    if (from == original) return to;
  }
  return original;
}

}  // namespace talaria
