// The vocabulary that says more about a field or a parameter than its type: limits, names, texts, defaults.
// Values of these types are template arguments of Field, Query, Path and their kin; the spelling is Pydantic's.
#pragma once
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <talaria/model/fixed_string.hpp>

namespace talaria {

/// A bound that remembers whether it was written as an integer or as a real number.
struct Number {
  std::int64_t integer = 0;     ///< 0 when it was written as a real number
  std::uint64_t real_bits = 0;  // a double would keep the type from being a template argument on Clang 16
  bool is_real = false;

  constexpr Number() = default;
  template <std::integral T>
  constexpr Number(T value) : integer(static_cast<std::int64_t>(value)) {}
  template <std::floating_point T>
  constexpr Number(T value) : real_bits(std::bit_cast<std::uint64_t>(double(value))), is_real(true) {}

  /// The bound as a real number, whichever way it was written.
  [[nodiscard]] constexpr double real() const {
    return is_real ? std::bit_cast<double>(real_bits) : static_cast<double>(integer);
  }
};

// clang-format off
/// The value is greater than or equal to this.
struct ge { Number value; };
/// The value is greater than this.
struct gt { Number value; };
/// The value is less than or equal to this.
struct le { Number value; };
/// The value is less than this.
struct lt { Number value; };
/// The value is a multiple of this.
struct multiple_of { Number value; };
/// At least so many characters (code points) of a string, or items of a list, set or map.
struct min_length { std::size_t value; };
/// At most so many characters (code points) of a string, or items of a list, set or map.
struct max_length { std::size_t value; };
/// The string holds a match of this regular expression (RE2 syntax, linear time; anchor it with `^` and `$`).
template <std::size_t N> struct pattern { FixedString<N> text; consteval pattern(const char (&t)[N]) : text(t) {} };
/// The title in the JSON Schema, instead of the one made from the name.
template <std::size_t N> struct title { FixedString<N> text; consteval title(const char (&t)[N]) : text(t) {} };
/// The description in the JSON Schema or of the parameter.
template <std::size_t N> struct description { FixedString<N> text; consteval description(const char (&t)[N]) : text(t) {} };
/// The name on the wire, where the C++ name or the template argument is another.
template <std::size_t N> struct alias { FixedString<N> text; consteval alias(const char (&t)[N]) : text(t) {} };
/// Marked as deprecated in the document. Written without braces.
struct DeprecatedFact {};
inline constexpr DeprecatedFact deprecated{};
template <auto F> struct ValidatorFact {};
/// A function of the program's own, called with a value that is otherwise valid. It gives the value to use instead, or
/// throws ValueError: `validator<lowercase>` for `std::string lowercase(std::string text)`. Of an optional it gets the
/// value inside; a default is not checked. Several run in their order.
template <auto F> inline constexpr ValidatorFact<F> validator{};
/// A value has to be sent, although the type is an optional. Written without braces.
struct RequiredFact {};
inline constexpr RequiredFact required{};
/// Left out of the OpenAPI document. Written without braces.
struct HiddenFact {};
inline constexpr HiddenFact exclude_from_schema{};
/// A single body is an object that holds it under its name (FastAPI's `Body(embed=True)`). Written without braces.
struct EmbedFact {};
inline constexpr EmbedFact embed{};
/// A header's name is taken as it is written, underscores and all (FastAPI's `convert_underscores=False`).
struct KeepUnderscoresFact {};
inline constexpr KeepUnderscoresFact keep_underscores{};
// clang-format on

/// The value when none is sent: `defaults{20}`, `defaults{"fixed"}`, `defaults{Color::red}`; `defaults{}` is an
/// empty (value-initialised) one.
template <class T>
struct defaults {
  T value;
};
struct ValueInitialised {};
template <std::size_t N>
defaults(const char (&)[N]) -> defaults<FixedString<N>>;
/// The items of a list or a set: `defaults{"foo", "bar"}`. A single value is the one item.
template <class... T>
struct ItemList;
template <>
struct ItemList<> {};
template <class T, class... Rest>
struct ItemList<T, Rest...> {
  T first;
  ItemList<Rest...> rest;
  constexpr ItemList(const T& item, const Rest&... items) : first(item), rest(items...) {}
};
namespace model::detail {
template <class T>
struct FixedItem {
  using type = T;
};
template <std::size_t N>
struct FixedItem<char[N]> {
  using type = FixedString<N>;
};
}  // namespace model::detail
template <class... T>
struct defaults<ItemList<T...>> {
  ItemList<T...> value;
  template <class... A>
  consteval defaults(const A&... items) : value(items...) {}
};
template <class A, class B, class... More>
defaults(const A&, const B&, const More&...)
    -> defaults<ItemList<typename model::detail::FixedItem<A>::type, typename model::detail::FixedItem<B>::type,
                         typename model::detail::FixedItem<More>::type...>>;
template <>
struct defaults<ValueInitialised> {
  constexpr defaults() = default;
};
defaults() -> defaults<ValueInitialised>;
template <class T>
defaults(T) -> defaults<T>;

template <auto Make>
struct DefaultFactoryFact {};
/// The value when none is sent, made by a call each time, so the document does not show it:
/// `default_factory<make_id>` for `std::string make_id()`. The function is
/// in angle brackets because g++ 12 takes no pointer to one inside of a template argument of class type.
template <auto Make>
inline constexpr DefaultFactoryFact<Make> default_factory{};

namespace model {

/// A compiled regular expression; opaque, made when it is first used.
class CompiledPattern;

/// A regular expression and the place where its compiled form is kept for the life of the program.
struct PatternInfo {
  std::string_view text;
  const CompiledPattern** compiled;  ///< accessed atomically by the validator
};

/// Everything that facts say about one field or parameter, as constant data. Interpreters read this, never the types.
struct Facts {
  Number ge_value, gt_value, le_value, lt_value, multiple_of_value;
  bool has_ge = false, has_gt = false, has_le = false, has_lt = false, has_multiple_of = false;
  bool has_min_length = false, has_max_length = false;
  std::size_t min_length = 0;
  std::size_t max_length = 0;
  const PatternInfo* pattern = nullptr;
  std::string_view title = {};
  std::string_view description = {};
  std::string_view alias = {};
  bool deprecated = false;
  bool required = false;
  bool exclude_from_schema = false;
  bool embed = false;
  bool keep_underscores = false;
  /// Whether anything has to be checked beyond the type.
  bool has_constraints = false;
  /// Whether there is a default; g++ 12 cannot compare set_default with null in a constant.
  bool has_default = false;
  /// Whether the default is the same each time, and so can be documented.
  bool default_is_constant = true;
  /// Assigns the default to a value of the described type; null when there is none.
  void (*set_default)(void* value) = nullptr;
  /// Runs the validators of the program's own; may throw ValueError. Null when there are none.
  void (*validate)(void* value) = nullptr;
};

inline constexpr Facts no_facts{};

namespace detail {

template <FixedString Text>
struct PatternSlot {
  static inline const CompiledPattern* compiled = nullptr;
  static constexpr PatternInfo info{Text.view(), &compiled};
};

// Lists and sets. Their default is made of items, never of a size.
template <class T>
concept HasItems = !std::is_convertible_v<const T&, std::string_view> &&
                   requires(T& items) { items.insert(items.end(), typename T::value_type()); };
template <class T>
struct Item {
  using type = void;
};
template <HasItems T>
struct Item<T> {
  using type = typename T::value_type;
};
template <class T>
using ItemOf = typename Item<T>::type;

// One overload per fact; T is the described type and only defaults need it.
// clang-format off
template <class T, auto F> constexpr void apply(Facts& f, ge) { f.ge_value = F.value; f.has_ge = f.has_constraints = true; }
template <class T, auto F> constexpr void apply(Facts& f, gt) { f.gt_value = F.value; f.has_gt = f.has_constraints = true; }
template <class T, auto F> constexpr void apply(Facts& f, le) { f.le_value = F.value; f.has_le = f.has_constraints = true; }
template <class T, auto F> constexpr void apply(Facts& f, lt) { f.lt_value = F.value; f.has_lt = f.has_constraints = true; }
template <class T, auto F> constexpr void apply(Facts& f, multiple_of) { f.multiple_of_value = F.value; f.has_multiple_of = f.has_constraints = true; }
template <class T, auto F> constexpr void apply(Facts& f, min_length) { f.min_length = F.value; f.has_min_length = f.has_constraints = true; }
template <class T, auto F> constexpr void apply(Facts& f, max_length) { f.max_length = F.value; f.has_max_length = f.has_constraints = true; }
template <class T, auto F, std::size_t N> constexpr void apply(Facts& f, pattern<N>) { f.pattern = &PatternSlot<F.text>::info; f.has_constraints = true; }
template <auto V> struct StaticText { static constexpr auto value = V; };
template <class T, auto F, std::size_t N> constexpr void apply(Facts& f, title<N>) { f.title = StaticText<F.text>::value.view(); }
template <class T, auto F, std::size_t N> constexpr void apply(Facts& f, description<N>) { f.description = StaticText<F.text>::value.view(); }
template <class T, auto F, std::size_t N> constexpr void apply(Facts& f, alias<N>) { f.alias = StaticText<F.text>::value.view(); }
template <class T, auto F> constexpr void apply(Facts& f, DeprecatedFact) { f.deprecated = true; }
template <class T, auto F> constexpr void apply(Facts& f, RequiredFact) { f.required = true; }
template <class T, auto F> constexpr void apply(Facts& f, HiddenFact) { f.exclude_from_schema = true; }
template <class T, auto F> constexpr void apply(Facts& f, EmbedFact) { f.embed = true; }
template <class T, auto F> constexpr void apply(Facts& f, KeepUnderscoresFact) { f.keep_underscores = true; }
template <class T> T make_value(const auto& value) {
  if constexpr (requires { value.view(); }) return T(value.view());
  else return static_cast<T>(value);
}
inline void append_items(auto&, const ItemList<>&) {}
template <class C, class First, class... Rest> void append_items(C& items, const ItemList<First, Rest...>& list) {
  items.insert(items.end(), make_value<ItemOf<C>>(list.first));
  append_items(items, list.rest);
}
template <class T> void assign_items(T& value, const auto& list) {
  if constexpr (HasItems<T>) append_items(value = T(), list);
  else append_items(value.emplace(), list);
}
template <class T, auto F> constexpr void apply(Facts& f, defaults<ValueInitialised>) {
  f.has_default = true;
  f.set_default = [](void* value) { *static_cast<T*>(value) = T(); };
}
template <class T, auto F, class... V> constexpr void apply(Facts& f, defaults<ItemList<V...>>) {
  f.has_default = true;
  f.set_default = [](void* value) { assign_items(*static_cast<T*>(value), F.value); };
}
template <class T, auto F, class V> constexpr void apply(Facts& f, defaults<V>) {
  f.has_default = true;
  if constexpr (HasItems<T>) f.set_default = [](void* value) { assign_items(*static_cast<T*>(value), ItemList<V>(F.value)); };
  else f.set_default = [](void* value) { *static_cast<T*>(value) = make_value<T>(F.value); };
}
template <class T, auto F, auto Make> constexpr void apply(Facts& f, DefaultFactoryFact<Make>) {
  f.has_default = true;
  f.default_is_constant = false;
  f.set_default = [](void* value) { *static_cast<T*>(value) = Make(); };
}
template <class T, auto F, auto V> constexpr void apply(Facts& f, ValidatorFact<V>) { f.has_constraints = true; }
// clang-format on

// Whether a fact can be said of a T. A type of the user's own is trusted.
template <class T>
inline constexpr bool is_number_like = std::is_arithmetic_v<T> || std::is_enum_v<T>;
template <class T>
concept HasSize = requires(const T& value) { value.size(); };
template <class T>
concept HasLetters = std::is_convertible_v<const T&, std::string_view> || !HasSize<T>;

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
  using type = typename Inner<typename T::value_type>::type;
};

// clang-format off
template <class T, class X> struct FactFits : std::true_type {};
template <class T> inline constexpr bool has_bounds = !HasSize<T> && !std::is_enum_v<T> && !std::is_same_v<T, bool>;
template <class T> struct FactFits<T, ge> : std::bool_constant<has_bounds<T>> {};
template <class T> struct FactFits<T, gt> : std::bool_constant<has_bounds<T>> {};
template <class T> struct FactFits<T, le> : std::bool_constant<has_bounds<T>> {};
template <class T> struct FactFits<T, lt> : std::bool_constant<has_bounds<T>> {};
template <class T> struct FactFits<T, multiple_of> : std::bool_constant<has_bounds<T>> {};
template <class T> struct FactFits<T, min_length> : std::bool_constant<!is_number_like<T>> {};
template <class T> struct FactFits<T, max_length> : std::bool_constant<!is_number_like<T>> {};
template <class T, std::size_t N> struct FactFits<T, pattern<N>> : std::bool_constant<!is_number_like<T> && HasLetters<T>> {};
template <class T, class V> struct FactFits<T, defaults<V>> : std::is_constructible<T, V> {};
template <HasItems T, class V> struct FactFits<T, defaults<V>> : FactFits<ItemOf<T>, defaults<V>> {};
template <class T, std::size_t N> requires(!HasItems<T>) struct FactFits<T, defaults<FixedString<N>>> : std::is_constructible<T, std::string_view> {};
template <class T> requires(!HasItems<T>) struct FactFits<T, defaults<ValueInitialised>> : std::is_default_constructible<T> {};
template <HasItems T> struct FactFits<T, defaults<ValueInitialised>> : std::true_type {};
template <class T, class... V> requires(!HasItems<T>) struct FactFits<T, defaults<ItemList<V...>>> : std::false_type {};
template <HasItems T, class... V> struct FactFits<T, defaults<ItemList<V...>>> : std::bool_constant<(FactFits<ItemOf<T>, defaults<V>>::value && ...)> {};
template <class T, auto V> struct FactFits<T, ValidatorFact<V>> : std::bool_constant<requires(T& value) { value = V(std::move(value)); }> {};
template <class T, auto Make> struct FactFits<T, DefaultFactoryFact<Make>> : std::is_assignable<T&, decltype(Make())> {};
// clang-format on

template <class T, auto F>
constexpr void apply_fact(Facts& facts) {
  constexpr bool known = requires { apply<T, F>(facts, F); };
  static_assert(known,
                "talaria[T206]: a template argument is no fact (apply_fact in the lines around shows it); write ge{1}, "
                "max_length{50}, alias{\"item-query\"}, defaults{20} or another fact of model/facts.hpp");
  constexpr bool fits = FactFits<typename Inner<T>::type, std::remove_cv_t<decltype(F)>>::value;
  static_assert(
      fits,
      "talaria[T207]: a fact does not fit its type (apply_fact in the lines around shows both): bounds are for "
      "numbers, lengths for texts and containers, patterns for texts, a default has to be a value of the type, "
      "a validator takes such a value and gives one back");
  if constexpr (known && fits) apply<T, F>(facts, F);
}

// Whether all that the facts ask for can hold at once.
constexpr bool consistent(const Facts& f) {
  const bool numbers = !(f.has_ge && f.has_le && f.ge_value.real() > f.le_value.real()) &&
                       !(f.has_gt && f.has_lt && f.gt_value.real() >= f.lt_value.real()) &&
                       !(f.has_gt && f.has_le && f.gt_value.real() >= f.le_value.real()) &&
                       !(f.has_ge && f.has_lt && f.ge_value.real() >= f.lt_value.real());
  const bool lengths = !(f.has_min_length && f.has_max_length && f.min_length > f.max_length);
  return numbers && lengths && !(f.required && f.has_default);
}

template <class F>
inline constexpr bool is_validator = false;
template <auto V>
inline constexpr bool is_validator<ValidatorFact<V>> = true;

template <class X, auto... F>
inline constexpr bool said_once =
    is_validator<X> || (int(std::is_same_v<X, std::remove_cv_t<decltype(F)>>) + ... + 0) == 1;

template <class T, auto V>
  requires FactFits<T, ValidatorFact<V>>::value
void run_validator(T& value, ValidatorFact<V>) {
  value = V(std::move(value));
}
template <class T>
void run_validator(T&, const auto&) {}

template <class T, auto... F>
constexpr Facts make_facts() {
  Facts facts;
  (apply_fact<T, F>(facts), ...);
  if constexpr ((is_validator<std::remove_const_t<decltype(F)>> || ...)) {
    facts.validate = [](void* value) { (run_validator(*static_cast<typename Inner<T>::type*>(value), F), ...); };
  }
  return facts;
}

template <class T, auto... F>
constexpr Facts checked_facts() {
  constexpr Facts facts = make_facts<T, F...>();
  constexpr bool possible = consistent(facts) && (said_once<std::remove_cv_t<decltype(F)>, F...> && ...);
  static_assert(
      possible,
      "talaria[T208]: facts contradict each other: a fact stands twice, a lower bound is above an upper one, or "
      "a required value has a default");
  return facts;
}

}  // namespace detail

/// The facts `F...` about a value of type T, one constant per combination.
template <class T, auto... F>
inline constexpr Facts facts_of = detail::checked_facts<T, F...>();

}  // namespace model

}  // namespace talaria
