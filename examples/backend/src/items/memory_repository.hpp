// Items that live as long as the program.
#pragma once
#include "items/repository.hpp"

#include <map>
#include <mutex>

namespace backend::items {

class MemoryItemRepository : public ItemRepository {
 public:
  talaria::Task<std::optional<ItemRead>> add(std::int64_t owner_id, ItemCreate item, std::int64_t limit) override;
  talaria::Task<std::optional<ItemRead>> find(std::int64_t id) override;
  talaria::Task<Page<ItemRead>> list(ItemFilter filter, Pagination wanted) override;
  talaria::Task<void> remove_of_owner(std::int64_t owner_id) override;

 private:
  std::mutex mutex_;  // never held across a co_await
  std::map<std::int64_t, ItemRead> items_;
  std::int64_t last_id_ = 0;
};

}  // namespace backend::items
