// Lists in pages: what a client asks for and what it gets. Every domain uses it.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <talaria/async/task.hpp>
#include <talaria/params/parameters.hpp>

namespace backend {

/// Which part of a list is wanted.
struct Pagination {
  std::int64_t page = 1;
  std::int64_t size = 20;
};

/// One page of a list, and how much there is in all.
template <class T>
struct Page {
  std::vector<T> items;
  std::int64_t total;
  std::int64_t page;
  std::int64_t size;
  std::int64_t pages;
};

/// The dependency of every handler that lists something.
inline talaria::Task<Pagination> pagination(
    talaria::Query<std::int64_t, "page", talaria::ge{1}, talaria::le{1'000'000}, talaria::defaults{1}> page,
    talaria::Query<std::int64_t, "size", talaria::ge{1}, talaria::le{100}, talaria::defaults{20}> size) {
  co_return Pagination{page, size};
}

/// Cuts one page out of all there is. A page behind the last one is empty.
template <class T>
Page<T> cut_page(const std::vector<T>& all, const Pagination& wanted) {
  const auto total = static_cast<std::int64_t>(all.size());
  const std::int64_t first = std::min((wanted.page - 1) * wanted.size, total);
  const std::int64_t last = std::min(first + wanted.size, total);
  return {.items = {all.begin() + first, all.begin() + last},
          .total = total,
          .page = wanted.page,
          .size = wanted.size,
          .pages = (total + wanted.size - 1) / wanted.size};
}

}  // namespace backend
