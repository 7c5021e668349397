// Segments of paths, and the table that finds the child of a node by its segment.
#pragma once
#include "base/words.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace talaria::routing {

/// The text up to a slash or the end, with what the table needs to find it.
struct Segment {
  std::string_view text;
  std::uint64_t beginning = 0;  ///< its first eight octets
  std::uint64_t hash = 0;
};

namespace detail {

inline std::uint64_t mix(std::uint64_t hash, std::uint64_t octets) {
  hash = (hash ^ octets) * 0x9e3779b97f4a7c15;
  return hash ^ (hash >> 32);
}

inline Segment finish_segment(std::string_view text, std::uint64_t beginning, std::uint64_t hash) {
  return {text, beginning, mix(hash, text.size())};
}

}  // namespace detail

/// The first segment of `rest`.
[[nodiscard]] inline Segment first_segment(std::string_view rest) {
  std::uint64_t beginning = 0;
  std::uint64_t hash = 0;
  for (std::size_t at = 0;; at += 8) {
    std::uint64_t octets = base::load_octets(rest.data() + at, rest.size() - at);
    const std::size_t length = base::first_mark(base::marks_equal(octets, '/'));
    // A segment that ends with a word ends like the text.
    if (length == 0 && at > 0) return detail::finish_segment(rest.substr(0, at), beginning, hash);
    if (length < 8) octets &= (std::uint64_t{1} << (8 * length)) - 1;
    if (at == 0) beginning = octets;
    hash = detail::mix(hash, octets);
    if (length < 8) return detail::finish_segment(rest.substr(0, at + length), beginning, hash);
    if (rest.size() - at <= 8) return detail::finish_segment(rest, beginning, hash);
  }
}

/// All of `text`, slashes and all, as one segment.
[[nodiscard]] inline Segment whole_text(std::string_view text) {
  const std::uint64_t beginning = base::load_octets(text.data(), text.size());
  std::uint64_t hash = detail::mix(0, beginning);
  // The last word overlaps the one before it.
  for (std::size_t at = 8; at < text.size(); at += 8) {
    hash = detail::mix(hash, base::load_word(text.data() + std::min(at, text.size() - 8)));
  }
  return detail::finish_segment(text, beginning, hash);
}

/// Open addressing, half empty at least: mostly one look, at one line of a processor's cache.
class SegmentTable {
 public:
  /// What add() put there, or null.
  [[nodiscard]] const std::uint32_t* find(std::uint32_t parent, const Segment& segment) const {
    if (slots_.empty()) return nullptr;
    for (std::size_t at = place(parent, segment.hash);; at = (at + 1) & mask_) {
      const Slot& slot = slots_[at];
      if (slot.child == free_slot) return nullptr;
      if (slot.parent == parent && slot.size == segment.text.size() && slot.beginning == segment.beginning &&
          (slot.size <= 8 || rest_of(slot) == segment.text.substr(8))) {
        return &slot.child;
      }
    }
  }

  /// `child` must not be there yet.
  void add(std::uint32_t parent, const Segment& segment, std::uint32_t child) {
    if (++count_ * 2 > slots_.size()) grow();
    Slot slot{segment.beginning,
              segment.hash,
              parent,
              child,
              static_cast<std::uint32_t>(texts_.size()),
              static_cast<std::uint32_t>(segment.text.size())};
    if (slot.size > 8) texts_.append(segment.text.substr(8));
    put(slot);
  }

 private:
  static constexpr std::uint32_t free_slot = UINT32_MAX;

  struct Slot {
    std::uint64_t beginning = 0;
    std::uint64_t hash = 0;
    std::uint32_t parent = 0;
    std::uint32_t child = free_slot;
    std::uint32_t text = 0;  // where what is behind the beginning stands
    std::uint32_t size = 0;
  };

  [[nodiscard]] std::size_t place(std::uint32_t parent, std::uint64_t hash) const {
    return static_cast<std::size_t>(detail::mix(hash, parent)) & mask_;
  }
  [[nodiscard]] std::string_view rest_of(const Slot& slot) const {
    return std::string_view(texts_).substr(slot.text, slot.size - 8);
  }
  void put(const Slot& slot) {
    std::size_t at = place(slot.parent, slot.hash);
    while (slots_[at].child != free_slot) at = (at + 1) & mask_;
    slots_[at] = slot;
  }
  void grow() {
    std::vector<Slot> before(slots_.empty() ? 16 : slots_.size() * 2);
    before.swap(slots_);
    mask_ = slots_.size() - 1;
    for (const Slot& slot : before) {
      if (slot.child != free_slot) put(slot);
    }
  }

  std::vector<Slot> slots_;
  std::size_t mask_ = 0;
  std::size_t count_ = 0;
  std::string texts_;
};

}  // namespace talaria::routing
