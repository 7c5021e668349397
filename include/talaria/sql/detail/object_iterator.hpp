// Goes over pointers and gives the objects that they point to.
#pragma once
#include <cstddef>

namespace talaria::sql::detail {

/// Over an array of `Pointer`, a `T*` or a `void*` to a T.
template <class T, class Pointer = T*>
class ObjectIterator {
 public:
  using value_type = T;
  using difference_type = std::ptrdiff_t;
  ObjectIterator() = default;
  explicit ObjectIterator(const Pointer* at) : at_(at) {}
  T& operator*() const { return *static_cast<T*>(*at_); }
  T* operator->() const { return static_cast<T*>(*at_); }
  ObjectIterator& operator++() {
    ++at_;
    return *this;
  }
  ObjectIterator operator++(int) { return ObjectIterator(at_++); }
  friend bool operator==(const ObjectIterator&, const ObjectIterator&) = default;

 private:
  const Pointer* at_ = nullptr;
};

}  // namespace talaria::sql::detail
