#include <talaria/base/state_map.hpp>

namespace talaria {

void* StateMap::find(const void* key) const {
  for (const auto& entry : entries_) {
    if (entry.key == key) return entry.object;
  }
  return nullptr;
}

void StateMap::put(const void* key, void* object, Owned<void> owner) {
  for (auto& entry : entries_) {
    if (entry.key == key) {
      entry = {key, object, std::move(owner)};
      return;
    }
  }
  entries_.push_back({key, object, std::move(owner)});
}

void StateMap::clear() {
  while (!entries_.empty()) entries_.pop_back();
}

}  // namespace talaria
