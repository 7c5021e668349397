// StatementCache: prepared statements by their text; the least recently used one goes when there are too many.
#pragma once
#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace talaria::sql {

template <class Prepared>
class StatementCache {
 public:
  explicit StatementCache(std::size_t limit) : limit_(limit) {}

  /// The statement of that text, which is now the one used last; null when there is none.
  Prepared* find(std::string_view text) {
    const auto found = places_.find(text);
    if (found == places_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->second;
  }
  /// Adds one and gives those that have to go for it.
  template <class Gone>
  Prepared& insert(std::string text, Prepared prepared, Gone&& gone) {
    entries_.emplace_front(std::move(text), std::move(prepared));
    places_.emplace(entries_.front().first, entries_.begin());
    while (entries_.size() > limit_) {
      places_.erase(entries_.back().first);
      gone(std::move(entries_.back().second));
      entries_.pop_back();
    }
    return entries_.front().second;
  }
  void erase(std::string_view text) {
    const auto found = places_.find(text);
    if (found == places_.end()) return;
    const auto entry = found->second;
    places_.erase(found);
    entries_.erase(entry);
  }
  template <class Gone>
  void clear(Gone&& gone) {
    places_.clear();
    for (auto& entry : entries_) gone(std::move(entry.second));
    entries_.clear();
  }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  using Entries = std::list<std::pair<std::string, Prepared>>;
  std::size_t limit_;
  Entries entries_;
  std::unordered_map<std::string_view, typename Entries::iterator> places_;  // keys are views of the entries' texts
};

}  // namespace talaria::sql
