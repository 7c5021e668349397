#include "items/memory_repository.hpp"

#include <algorithm>
#include <utility>

namespace backend::items {

using talaria::Task;

namespace {

bool matches(const ItemRead& item, const ItemFilter& filter) {
  if (filter.owner_id && item.owner_id != *filter.owner_id) return false;
  if (filter.max_price && item.price > *filter.max_price) return false;
  return !filter.tag || std::ranges::find(item.tags, *filter.tag) != item.tags.end();
}

}  // namespace

Task<std::optional<ItemRead>> MemoryItemRepository::add(std::int64_t owner_id, ItemCreate item, std::int64_t limit) {
  const std::scoped_lock lock(mutex_);
  const auto owned =
      std::ranges::count_if(items_, [&](const auto& entry) { return entry.second.owner_id == owner_id; });
  if (owned >= limit) co_return std::nullopt;
  ItemRead added{.id = ++last_id_,
                 .owner_id = owner_id,
                 .title = std::move(item.title),
                 .description = std::move(item.description),
                 .price = item.price,
                 .tags = {item.tags.begin(), item.tags.end()},
                 .availability = item.availability};
  items_.emplace(added.id, added);
  co_return added;
}

Task<std::optional<ItemRead>> MemoryItemRepository::find(std::int64_t id) {
  const std::scoped_lock lock(mutex_);
  const auto found = items_.find(id);
  if (found == items_.end()) co_return std::nullopt;
  co_return found->second;
}

Task<Page<ItemRead>> MemoryItemRepository::list(ItemFilter filter, Pagination wanted) {
  const std::scoped_lock lock(mutex_);
  std::vector<ItemRead> matching;
  for (const auto& [id, item] : items_) {
    if (matches(item, filter)) matching.push_back(item);
  }
  co_return cut_page(matching, wanted);
}

Task<void> MemoryItemRepository::remove_of_owner(std::int64_t owner_id) {
  const std::scoped_lock lock(mutex_);
  std::erase_if(items_, [&](const auto& entry) { return entry.second.owner_id == owner_id; });
  co_return;
}

}  // namespace backend::items
