// Owned<T>: one owner of one object, for members of public headers. std::unique_ptr's header brings <ostream> along in
// libstdc++, an eighth of what the umbrella header costs to compile.
#pragma once
#include <cstddef>
#include <utility>

namespace talaria {

/// Owns an object and destroys it at the end; made by make_owned(), or taken over from a std::unique_ptr with the usual
/// deleter. T may be incomplete where it is not made, and may be void.
template <class T>
class Owned {
 public:
  using Destroy = void (*)(T* object) noexcept;

  constexpr Owned() noexcept = default;
  constexpr Owned(std::nullptr_t) noexcept {}
  constexpr Owned(T* object, Destroy destroy) noexcept : object_(object), destroy_(destroy) {}
  Owned(Owned&& other) noexcept : object_(std::exchange(other.object_, nullptr)), destroy_(other.destroy_) {}
  /// Takes over what a std::unique_ptr has, of T or of a class derived from it.
  template <class P>
    requires requires(P pointer, void (*take)(T*)) {
      typename P::element_type;
      take(pointer.release());
    }
  Owned(P other) noexcept
      : object_(other.release()),
        destroy_([](T* object) noexcept { delete static_cast<typename P::element_type*>(object); }) {}
  Owned& operator=(Owned&& other) noexcept {
    if (this != &other) {
      reset();
      object_ = std::exchange(other.object_, nullptr);
      destroy_ = other.destroy_;
    }
    return *this;
  }
  ~Owned() { reset(); }

  [[nodiscard]] T* get() const noexcept { return object_; }
  [[nodiscard]] T* operator->() const noexcept { return object_; }
  [[nodiscard]] auto& operator*() const noexcept { return *object_; }
  explicit operator bool() const noexcept { return object_ != nullptr; }
  friend bool operator==(const Owned& owned, std::nullptr_t) noexcept { return owned.object_ == nullptr; }

  /// Destroys the object.
  void reset() noexcept {
    if (T* const object = std::exchange(object_, nullptr)) destroy_(object);
  }
  /// Gives the object away; whoever takes it calls destroy() with it.
  [[nodiscard]] T* release() noexcept { return std::exchange(object_, nullptr); }
  /// What destroys the object.
  [[nodiscard]] Destroy destroy() const noexcept { return destroy_; }

 private:
  T* object_ = nullptr;
  Destroy destroy_ = nullptr;
};

/// Makes an object of type Made, owned as a T (which may be a base class of it, or void).
template <class T, class Made = T, class... A>
[[nodiscard]] Owned<T> make_owned(A&&... arguments) {
  return {new Made(std::forward<A>(arguments)...), [](T* object) noexcept { delete static_cast<Made*>(object); }};
}

}  // namespace talaria
