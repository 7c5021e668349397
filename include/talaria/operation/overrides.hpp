// dependency_overrides: other callables in place of dependencies, for tests.
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include <talaria/dependency/describe_callable.hpp>

namespace talaria {

/// Replaces dependencies (FastAPI's `app.dependency_overrides`). The replacement's own parameters count, in requests
/// but not in the document. Change it while no request runs.
class DependencyOverrides {
 public:
  /// Puts back what was there before when it goes.
  class Guard {
   public:
    Guard(DependencyOverrides& overrides, const describe::CallableInfo* original,
          const describe::CallableInfo* previous)
        : overrides_(&overrides), original_(original), previous_(previous) {}
    Guard(Guard&& other) noexcept
        : overrides_(std::exchange(other.overrides_, nullptr)),
          original_(other.original_),
          previous_(other.previous_) {}
    Guard& operator=(Guard&&) = delete;
    ~Guard() {
      if (overrides_ != nullptr) overrides_->replace(original_, previous_);
    }

   private:
    DependencyOverrides* overrides_;
    const describe::CallableInfo* original_;
    const describe::CallableInfo* previous_;
  };

  /// From now on `Replacement` is called where `Original` is asked for.
  template <auto Original, auto Replacement>
  void set() {
    constexpr bool same =
        std::is_same_v<dependency::ValueOf<decltype(Original)>, dependency::ValueOf<decltype(Replacement)>>;
    static_assert(same,
                  "talaria[T109]: the replacement of a dependency must give a value of the same type as the original");
    if constexpr (same) replace(&dependency::callable_info<Original>, &dependency::callable_info<Replacement>);
  }
  /// The same until the returned guard goes: `auto guard = app.dependency_overrides.scoped<get_db, test_db>();`
  template <auto Original, auto Replacement>
  [[nodiscard]] Guard scoped() {
    const auto* const original = &dependency::callable_info<Original>;
    const auto* const previous = resolve(original);
    set<Original, Replacement>();
    return Guard(*this, original, previous);
  }
  /// Takes all replacements back.
  void clear();

  /// What to call instead of `original`: itself when nothing replaces it.
  [[nodiscard]] const describe::CallableInfo* resolve(const describe::CallableInfo* original) const;
  /// Changes with every change, so that plans made earlier are known to be old.
  [[nodiscard]] std::uint32_t version() const { return version_; }

 private:
  void replace(const describe::CallableInfo* original, const describe::CallableInfo* replacement);

  std::vector<std::pair<const describe::CallableInfo*, const describe::CallableInfo*>> entries_;
  std::uint32_t version_ = 0;
};

}  // namespace talaria
