// Objects by their type: the state of an application, and that of a request.
#pragma once
#include <utility>
#include <vector>

#include <talaria/base/owned.hpp>

namespace talaria {

namespace base {

/// Its address stands for the type T among the objects of a StateMap.
template <class T>
inline constexpr char state_key = 0;

}  // namespace base

/// Owns one object per type. `app.state.emplace<Database>(url)` is filled before the application serves or in its
/// lifespan, not by handlers, which get at it with `State<Database>`; `request.state()` is what middleware tells those
/// behind it.
class StateMap {
 public:
  StateMap() = default;
  StateMap(const StateMap&) = delete;
  StateMap& operator=(const StateMap&) = delete;
  ~StateMap() { clear(); }

  /// Makes the object of type T, in place of the one there was. `State<T>` gives it, so T may be a base class:
  /// `emplace<Repository, MemoryRepository>()`.
  template <class T, class Made = T, class... A>
  T& emplace(A&&... arguments) {
    auto object = make_owned<void, Made>(std::forward<A>(arguments)...);
    T& reference = *static_cast<Made*>(object.get());
    put(&base::state_key<T>, &reference, std::move(object));
    return reference;
  }
  /// The object of type T or nullptr.
  template <class T>
  [[nodiscard]] T* find() const {
    return static_cast<T*>(find(&base::state_key<T>));
  }
  /// The object under a key of base::state_key, or nullptr.
  [[nodiscard]] void* find(const void* key) const;
  /// Destroys all objects, the last made first.
  void clear();

 private:
  struct Entry {
    const void* key;
    void* object;
    Owned<void> owner;
  };
  void put(const void* key, void* object, Owned<void> owner);
  std::vector<Entry> entries_;
};

}  // namespace talaria
