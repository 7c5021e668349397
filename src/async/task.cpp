#include <array>
#include <new>

#include <talaria/async/task.hpp>

// A recycled frame would hide a use after free, and a frame that wanders between threads looks like a race.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TALARIA_PLAIN_FRAMES 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define TALARIA_PLAIN_FRAMES 1
#endif
#endif

namespace talaria::async::detail {

#ifdef TALARIA_PLAIN_FRAMES

void* allocate_frame(std::size_t bytes) {
  return ::operator new(bytes);
}

void release_frame(void* frame, std::size_t) noexcept {
  ::operator delete(frame);
}

#else

namespace {

constexpr std::size_t granule = 64;
constexpr std::size_t class_count = 32;            // frames up to 2 KiB
constexpr std::size_t kept_per_class = 64 * 1024;  // octets a thread keeps of one size

struct FreeFrame {
  FreeFrame* next;
};

struct FrameClass {
  FreeFrame* first = nullptr;
  std::size_t count = 0;
};

// Constant-initialised and without a destructor, so that reaching it costs no guard.
constinit thread_local std::array<FrameClass, class_count> pool{};
// Frames may still be released while the thread ends, after its pool was emptied.
constinit thread_local bool pool_is_gone = false;

// Empties the pool when the thread ends; made when the pool first asks the system for memory.
struct PoolCleaner {
  bool alive = true;
  ~PoolCleaner() {
    pool_is_gone = true;
    for (FrameClass& one : pool) {
      while (one.first != nullptr) {
        FreeFrame* const frame = one.first;
        one.first = frame->next;
        ::operator delete(frame);
      }
    }
  }
};

void* fresh_frame(std::size_t bytes) {
  thread_local const PoolCleaner cleaner;
  static_cast<void>(cleaner.alive);
  return ::operator new(bytes);
}

}  // namespace

void* allocate_frame(std::size_t bytes) {
  const std::size_t index = (bytes - 1) / granule;
  if (index >= class_count || pool_is_gone) return ::operator new(bytes);
  FrameClass& one = pool[index];
  if (one.first == nullptr) return fresh_frame((index + 1) * granule);
  FreeFrame* const frame = one.first;
  one.first = frame->next;
  --one.count;
  return frame;
}

void release_frame(void* memory, std::size_t bytes) noexcept {
  const std::size_t index = (bytes - 1) / granule;
  if (index >= class_count || pool_is_gone || pool[index].count * (index + 1) * granule >= kept_per_class) {
    ::operator delete(memory);
    return;
  }
  FrameClass& one = pool[index];
  one.first = ::new (memory) FreeFrame{one.first};
  ++one.count;
}

#endif

}  // namespace talaria::async::detail
