// Octets on their way to a socket: a block that grows and is used again and again.
#pragma once
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace talaria::server {

class OutputBuffer {
 public:
  [[nodiscard]] std::size_t size() const { return end_ - begin_; }
  [[nodiscard]] bool empty() const { return begin_ == end_; }
  [[nodiscard]] const char* data() const { return block_.get() + begin_; }

  void append(std::string_view text) {
    char* const at = prepare(text.size());
    // memcpy must not be given the null pointer of an empty view.
    if (!text.empty()) std::memcpy(at, text.data(), text.size());
    end_ += text.size();
  }

  /// Room for `size` octets, to be filled and then confirmed with commit().
  [[nodiscard]] char* prepare(std::size_t size) {
    if (capacity_ - end_ < size) grow(size);
    return block_.get() + end_;
  }
  void commit(std::size_t size) { end_ += size; }

  /// Drops the first octets.
  void consume(std::size_t size) {
    begin_ += size;
    if (begin_ == end_) begin_ = end_ = 0;
  }
  void clear() { begin_ = end_ = 0; }
  /// Empties it and gives large blocks back.
  void shrink(std::size_t keep) {
    clear();
    if (capacity_ <= keep) return;
    block_.reset();
    capacity_ = 0;
  }

 private:
  void grow(std::size_t size) {
    const std::size_t used = this->size();
    std::size_t capacity = capacity_ == 0 ? 512 : capacity_;
    while (capacity - used < size) capacity *= 2;
    auto block = std::make_unique_for_overwrite<char[]>(capacity);
    if (used > 0) std::memcpy(block.get(), data(), used);
    block_ = std::move(block);
    capacity_ = capacity;
    begin_ = 0;
    end_ = used;
  }

  std::unique_ptr<char[]> block_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace talaria::server
