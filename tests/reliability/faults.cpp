// `operator new` of the whole program, which fails once, when it is told to.
#include "service.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#include <talaria/talaria.hpp>

namespace {

using namespace talaria;

// The allocation that takes it to zero fails; below zero none does.
std::atomic<std::int64_t> left{-1};

void* allocate(std::size_t size, std::size_t alignment) {
  if (left.load(std::memory_order_relaxed) >= 0 && left.fetch_sub(1) == 0) throw std::bad_alloc();
  const std::size_t whole = (size + alignment - 1) / alignment * alignment;
  void* const block =
      alignment <= alignof(std::max_align_t) ? std::malloc(size == 0 ? 1 : size) : std::aligned_alloc(alignment, whole);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}

// From now on, so many succeed and one fails.
Task<bool> fail_after(Path<std::int64_t, "count", ge{0}> count) {
  left = *count;
  co_return true;
}

// Whether the one has failed; from now on none does.
Task<bool> has_failed() {
  co_return left.exchange(-1) < 0;
}

}  // namespace

void* operator new(std::size_t size) {
  return allocate(size, 1);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* block) noexcept {
  std::free(block);
}
void operator delete(void* block, std::size_t) noexcept {
  std::free(block);
}
void operator delete(void* block, std::align_val_t) noexcept {
  std::free(block);
}
void operator delete(void* block, std::size_t, std::align_val_t) noexcept {
  std::free(block);
}

void add_faults(App& app) {
  app.get<fail_after>("/faults/after/{count}");
  app.get<has_failed>("/faults/failed");
}
