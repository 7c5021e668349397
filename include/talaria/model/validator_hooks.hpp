// Hooks<T, facts...>: the chain of hooks that the validators among the facts about a T make. Part of facts_of.hpp.
#pragma once
#include <cstddef>
#include <type_traits>
#include <utility>

#include <talaria/model/facts_info.hpp>
#include <talaria/model/json.hpp>

namespace talaria::model::detail {

// A value of which an optional is made: facts of an optional go for what is in it.
template <class T>
struct Inner {
  using type = T;
};
template <class T>
  requires requires(T& optional) {
    optional.reset();
    *optional;
  }
struct Inner<T> {
  using type = typename Inner<std::remove_cvref_t<decltype(*std::declval<T&>())>>::type;
};

/// How a validator that runs after the validation may be called.
template <class T, auto V>
concept TakesValue = requires(T& value) { value = V(std::move(value)); };
template <class T, auto V>
concept TakesValueAndInfo = requires(T& value, const ValidationInfo& info) { value = V(std::move(value), info); };

/// How a validator around or in place of the validation may be called.
template <class T, auto V>
concept WrapsValue = requires(T& out, const Json& input, const Validator<T>& inner) { out = V(input, inner); };
template <class T, auto V>
concept WrapsValueWithInfo = requires(T& out, const Json& input, const Validator<T>& inner,
                                      const ValidationInfo& info) { out = V(input, inner, info); };
template <class T, auto V>
concept MakesValue = requires(T& out, const Json& input) { out = V(input); };
template <class T, auto V>
concept MakesValueWithInfo = requires(T& out, const Json& input, const ValidationInfo& info) { out = V(input, info); };

/// The hook of a validator; of another fact there is none.
template <class T, class Fact>
struct HookOf {
  static constexpr bool is_validator = false;
};
template <class T, auto V>
struct HookOf<T, ValidatorFact<V>> {
  using Value = typename Inner<T>::type;
  static constexpr bool is_validator = true;
  static constexpr bool needs_input = false;
  static constexpr bool needs_place = !TakesValue<Value, V>;
  static void run(Value& value, [[maybe_unused]] const ValidationInfo* info) {
    if constexpr (TakesValue<Value, V>)
      value = V(std::move(value));
    else if constexpr (TakesValueAndInfo<Value, V>)
      value = V(std::move(value), *info);
  }
  static constexpr void fill(ValidatorHook& hook) {
    hook.after = [](void* value, const ValidationInfo& info) { run(*static_cast<Value*>(value), &info); };
  }
};
template <class T, auto V>
struct HookOf<T, BeforeValidatorFact<V>> {
  static constexpr bool is_validator = true;
  static constexpr bool needs_input = true;
  static constexpr bool needs_place = !requires(const Json& input) { V(input); };
  static constexpr void fill(ValidatorHook& hook) {
    hook.mode = ValidatorHook::Mode::before;
    hook.before = [](const Json& input, Json& replaced, [[maybe_unused]] const ValidationInfo& info) {
      if constexpr (requires { V(input); })
        replaced = Json(V(input));
      else if constexpr (requires { V(input, info); })
        replaced = Json(V(input, info));
    };
  }
};
template <class T, auto V>
struct HookOf<T, WrapValidatorFact<V>> {
  static constexpr bool is_validator = true;
  static constexpr bool needs_input = true;
  static constexpr bool needs_place = !WrapsValue<T, V>;
  static constexpr void fill(ValidatorHook& hook) {
    hook.mode = ValidatorHook::Mode::around;
    hook.around = []([[maybe_unused]] const Json& input, const InnerValidator& inner, [[maybe_unused]] void* out,
                     [[maybe_unused]] const ValidationInfo& info) {
      [[maybe_unused]] const Validator<T> validator(inner);
      if constexpr (WrapsValueWithInfo<T, V>)
        *static_cast<T*>(out) = V(input, validator, info);
      else if constexpr (WrapsValue<T, V>)
        *static_cast<T*>(out) = V(input, validator);
    };
  }
};
template <class T, auto V>
struct HookOf<T, PlainValidatorFact<V>> {
  static constexpr bool is_validator = true;
  static constexpr bool needs_input = true;
  static constexpr bool needs_place = !MakesValue<T, V>;
  static constexpr void fill(ValidatorHook& hook) {
    hook.mode = ValidatorHook::Mode::around;
    hook.around = []([[maybe_unused]] const Json& input, const InnerValidator&, [[maybe_unused]] void* out,
                     [[maybe_unused]] const ValidationInfo& info) {
      if constexpr (MakesValueWithInfo<T, V>)
        *static_cast<T*>(out) = V(input, info);
      else if constexpr (MakesValue<T, V>)
        *static_cast<T*>(out) = V(input);
    };
  }
};

/// The hooks of the validators among the facts, in their order.
template <class T, class... Fact>
struct Hooks {
  static constexpr std::size_t count = (std::size_t{HookOf<T, Fact>::is_validator} + ... + 0);

  template <class One>
  static constexpr void add([[maybe_unused]] ValidatorHook*& at) {
    if constexpr (HookOf<T, One>::is_validator) HookOf<T, One>::fill(*at++);
  }
  struct List {
    ValidatorHook hooks[count == 0 ? 1 : count] = {};
    constexpr List() {
      [[maybe_unused]] ValidatorHook* at = hooks;
      (add<Fact>(at), ...);
    }
  };
  static constexpr List list{};

  template <class One>
  static constexpr void tell(Facts& facts) {
    if constexpr (HookOf<T, One>::is_validator) {
      facts.needs_place = facts.needs_place || HookOf<T, One>::needs_place;
      facts.plain_input = facts.plain_input && !HookOf<T, One>::needs_input && !HookOf<T, One>::needs_place;
    }
  }
  template <class One>
  static void run([[maybe_unused]] void* value) {
    if constexpr (HookOf<T, One>::is_validator) {
      if constexpr (!HookOf<T, One>::needs_input) {
        HookOf<T, One>::run(*static_cast<typename Inner<T>::type*>(value), nullptr);
      }
    }
  }
  static void run_all(void* value) { (run<Fact>(value), ...); }
  static constexpr void add_to(Facts& facts) {
    if constexpr (count != 0) {
      facts.hooks = {list.hooks, count};
      (tell<Fact>(facts), ...);
      if (facts.plain_input) facts.validate = &run_all;
    }
  }
};

}  // namespace talaria::model::detail
