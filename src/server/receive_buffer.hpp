// Octets from a socket that have not been used up, in one block. Grows only when told to, so that views stay valid.
#pragma once
#include <cstddef>
#include <cstring>
#include <memory>
#include <utility>

namespace talaria::server {

class ReceiveBuffer {
 public:
  /// What has come and was not consumed.
  [[nodiscard]] char* data() const { return block_.get() + begin_; }
  [[nodiscard]] std::size_t size() const { return end_ - begin_; }
  [[nodiscard]] bool empty() const { return begin_ == end_; }
  /// Where the next octets go, and how many fit.
  [[nodiscard]] char* space() const { return block_.get() + end_; }
  [[nodiscard]] std::size_t space_size() const { return capacity_ - end_; }
  [[nodiscard]] std::size_t capacity() const { return capacity_; }

  void commit(std::size_t size) { end_ += size; }
  /// The octets that fit behind data(), what is there included.
  [[nodiscard]] std::size_t room() const { return capacity_ - begin_; }

  void consume(std::size_t size) { begin_ += size; }
  /// Makes the whole block free again if nothing is in it.
  void rewind() {
    if (begin_ == end_) begin_ = end_ = 0;
  }
  void clear() { begin_ = end_ = 0; }
  /// Drops everything behind the first `size` octets.
  void truncate(std::size_t size) { end_ = begin_ + size; }

  /// Moves what is there into a block of `capacity` octets, which must be enough. Views must be rebased; `moved` is
  /// called with the old and the new address while both are there.
  template <class Moved>
  void reallocate(std::size_t capacity, Moved&& moved) {
    auto block = std::make_unique_for_overwrite<char[]>(capacity);
    const std::size_t used = size();
    if (used > 0) std::memcpy(block.get(), data(), used);
    moved(data(), block.get());
    block_ = std::move(block);
    capacity_ = capacity;
    begin_ = 0;
    end_ = used;
  }
  /// Moves what is there to the beginning of the block.
  template <class Moved>
  void compact(Moved&& moved) {
    if (begin_ == 0) return;
    moved(data(), block_.get());
    std::memmove(block_.get(), data(), size());
    end_ -= begin_;
    begin_ = 0;
  }

 private:
  std::unique_ptr<char[]> block_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace talaria::server
