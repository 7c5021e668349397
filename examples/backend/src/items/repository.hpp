// Where items are kept, as the rest of the program sees it.
#pragma once
#include "items/schemas.hpp"
#include "pagination.hpp"

#include <cstdint>
#include <optional>
#include <string>

#include <talaria/async/task.hpp>

namespace backend::items {

/// Which items are wanted; what is not set does not matter.
struct ItemFilter {
  std::optional<std::int64_t> owner_id = {};
  std::optional<std::string> tag = {};
  std::optional<double> max_price = {};
};

/// Keeps items. The functions are tasks because a database would make them wait; they may be called from any thread.
class ItemRepository {
 public:
  virtual ~ItemRepository() = default;

  /// Adds an item unless its owner has `limit` of them already; std::nullopt then.
  virtual talaria::Task<std::optional<ItemRead>> add(std::int64_t owner_id, ItemCreate item, std::int64_t limit) = 0;
  virtual talaria::Task<std::optional<ItemRead>> find(std::int64_t id) = 0;
  /// In the order in which they were added.
  virtual talaria::Task<Page<ItemRead>> list(ItemFilter filter, Pagination wanted) = 0;
  virtual talaria::Task<void> remove_of_owner(std::int64_t owner_id) = 0;
};

}  // namespace backend::items
