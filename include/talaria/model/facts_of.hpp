// facts_of<T, facts...>: turns the facts about a T into a Facts constant, and checks that they fit it and each other.
#pragma once
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

#include <talaria/model/alias_paths.hpp>
#include <talaria/model/facts_info.hpp>
#include <talaria/model/json.hpp>
#include <talaria/model/validator_hooks.hpp>

namespace talaria {

namespace model {

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

inline void append_examples(JsonArray&, const ItemList<>&) {}

/// An example as JSON: a text, a number, a truth, or JSON as it was written.
Json example_from_text(std::string_view json);
template <class T>
Json example_value(const T& value) {
  return value;
}
template <std::size_t N>
Json example_value(const FixedString<N>& text) {
  return text.view();
}
template <std::size_t N>
Json example_value(const json_text<N>& json) {
  return example_from_text(json.text.view());
}
template <class First, class... Rest>
void append_examples(JsonArray& out, const ItemList<First, Rest...>& list) {
  out.push_back(example_value(list.first));
  append_examples(out, list.rest);
}

/// Defined for what has a description, in describe.hpp.
template <class R>
const TypeInfo& described_type();
template <class R>
void visit_made(const R& made, void* context, void (*visit)(void*, const void*));

/// Whether a serializer takes a T; else it takes what is in it.
template <auto V, class T>
inline constexpr bool takes_whole = std::is_invocable_v<decltype(V), const T&>;
template <auto V, class T>
decltype(auto) serialize_with(const T& value) {
  if constexpr (takes_whole<V, T>)
    return V(value);
  else
    return V(*value);
}
template <class T, auto V>
inline constexpr MadeOutput made_by{
    &described_type<std::remove_cvref_t<decltype(serialize_with<V>(std::declval<const T&>()))>>,
    [](const void* value, void* context, void (*visit)(void*, const void*)) {
      const T& object = *static_cast<const T*>(value);
      if constexpr (!takes_whole<V, T>) {
        if (!object) return visit(context, nullptr);
      }
      visit_made(serialize_with<V>(object), context, visit);
    },
    !takes_whole<V, T>};

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
template <class T, auto F, std::size_t N> constexpr void apply(Facts& f, title<N>) { f.title = StaticText<F.text>::value.view(); }
template <class T, auto F, std::size_t N> constexpr void apply(Facts& f, description<N>) { f.description = StaticText<F.text>::value.view(); }
template <class T, auto F, std::size_t N> constexpr void apply(Facts& f, alias<N>) { f.alias = StaticText<F.text>::value.view(); }
template <class T, auto F, class A> constexpr void apply(Facts& f, validation_alias<A>) { AliasPaths<F.value>::add_to(f); }
template <class T, auto F, std::size_t N> constexpr void apply(Facts& f, serialization_alias<N>) { f.serialization_alias = StaticText<F.text>::value.view(); }
template <class T, auto F, std::size_t N> constexpr void apply(Facts& f, discriminator<N>) { f.discriminator = StaticText<F.text>::value.view(); f.has_constraints = true; }
template <class T, auto F, std::size_t N> constexpr void apply(Facts& f, json_schema_extra<N>) { f.json_schema_extra = StaticText<F.text>::value.view(); }
template <class T, auto F, std::size_t N> constexpr void apply(Facts& f, openapi_examples<N>) { f.openapi_examples = StaticText<F.text>::value.view(); }
template <class T, auto F, std::size_t N> constexpr void apply(Facts& f, media_type<N>) { f.media_type = StaticText<F.text>::value.view(); }
constexpr Setting setting(bool on) { return on ? Setting::on : Setting::off; }
template <class T, auto F> constexpr void apply(Facts& f, max_digits) { f.max_digits = F.value; f.has_constraints = true; }
template <class T, auto F> constexpr void apply(Facts& f, decimal_places) { f.decimal_places = F.value; f.has_constraints = true; }
template <class T, auto F> constexpr void apply(Facts& f, allow_inf_nan) { f.allow_inf_nan = setting(F.value); f.has_constraints = true; }
template <class T, auto F> constexpr void apply(Facts& f, strict) { f.strict = setting(F.value); f.has_constraints = true; }
template <class T, auto F> constexpr void apply(Facts& f, coerce_numbers_to_str) { f.coerce_numbers_to_str = setting(F.value); }
template <class T, auto F> constexpr void apply(Facts& f, StripWhitespaceFact) { f.strip_whitespace = f.has_constraints = true; }
template <class T, auto F> constexpr void apply(Facts& f, ToLowerFact) { f.to_lower = f.has_constraints = true; }
template <class T, auto F> constexpr void apply(Facts& f, ToUpperFact) { f.to_upper = f.has_constraints = true; }
template <class T, auto F> constexpr void apply(Facts& f, AsciiOnlyFact) { f.ascii_only = f.has_constraints = true; }
template <class T, auto F> constexpr void apply(Facts& f, LeftToRightFact) { f.left_to_right = f.has_constraints = true; }
template <class T, auto F> constexpr void apply(Facts& f, ExcludeFact) { f.exclude = true; }
template <class T, auto F> constexpr void apply(Facts& f, ValidateDefaultFact) { f.validate_default = true; }
template <class T, auto F> constexpr void apply(Facts& f, FailFastFact) { f.fail_fast = f.has_constraints = true; }
template <class T, auto F, class... E> constexpr void apply(Facts& f, examples<E...>) {
  f.examples = [] { JsonArray list; append_examples(list, F.items); return list; };
}
template <class T, auto F> constexpr void apply(Facts& f, DeprecatedFact) { f.deprecated = true; }
template <class T, auto F> constexpr void apply(Facts& f, RequiredFact) { f.required = true; }
template <class T, auto F> constexpr void apply(Facts& f, HiddenFact) { f.exclude_from_schema = true; }
template <class T, auto F> constexpr void apply(Facts& f, EmbedFact) { f.embed = true; }
template <class T, auto F> constexpr void apply(Facts& f, KeepUnderscoresFact) { f.keep_underscores = true; }
template <class T> T make_value(const auto& value) {
  if constexpr (!requires { value.view(); }) return static_cast<T>(value);
  else if constexpr (std::is_constructible_v<T, std::string_view>) return T(value.view());
  else return T(std::string(value.view()));  // a variant with a text
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
template <class T, auto F, auto V> constexpr void apply(Facts& f, BeforeValidatorFact<V>) { f.plain_input = false; f.has_constraints = true; }
template <class T, auto F, auto V> constexpr void apply(Facts& f, WrapValidatorFact<V>) { f.plain_input = false; f.has_constraints = true; }
template <class T, auto F, auto V> constexpr void apply(Facts& f, PlainValidatorFact<V>) { f.plain_input = false; f.any_input = f.has_constraints = true; }
template <class T, auto F, auto V> constexpr void apply(Facts& f, SerializerFact<V>) { f.serializer = &made_by<T, V>; f.has_serializer = true; }
template <class T, auto F> constexpr void apply(Facts& f, ExtraFieldsFact) { f.extra_fields = true; }
template <class T, auto F, Note N> constexpr void apply(Facts&, N) {}
// clang-format on

// Whether a fact can be said of a T. A type of the user's own is trusted.
template <class T>
inline constexpr bool is_number_like = std::is_arithmetic_v<T> || std::is_enum_v<T>;
template <class T>
concept HasSize = requires(const T& value) { value.size(); };
// Of these nothing can be said but what goes for their parts.
template <class T>
concept IsVariant = requires { std::variant_size<T>::value; };
template <class T>
concept HasParts = IsVariant<T> || requires { std::tuple_size<T>::value; };
template <class T>
concept HasLetters = std::is_convertible_v<const T&, std::string_view> || (!HasSize<T> && !HasParts<T>);

// clang-format off
template <class T, class X> struct FactFits : std::true_type {};
template <class T> inline constexpr bool has_bounds = !HasSize<T> && !HasParts<T> && !std::is_enum_v<T> && !std::is_same_v<T, bool>;
template <class T> struct FactFits<T, ge> : std::bool_constant<has_bounds<T>> {};
template <class T> struct FactFits<T, gt> : std::bool_constant<has_bounds<T>> {};
template <class T> struct FactFits<T, le> : std::bool_constant<has_bounds<T>> {};
template <class T> struct FactFits<T, lt> : std::bool_constant<has_bounds<T>> {};
template <class T> struct FactFits<T, multiple_of> : std::bool_constant<has_bounds<T>> {};
template <class T> struct FactFits<T, min_length> : std::bool_constant<!is_number_like<T> && !HasParts<T>> {};
template <class T> struct FactFits<T, max_length> : std::bool_constant<!is_number_like<T> && !HasParts<T>> {};
template <class T, std::size_t N> struct FactFits<T, discriminator<N>> : std::bool_constant<IsVariant<T>> {};
template <class T> struct FactFits<T, LeftToRightFact> : std::bool_constant<IsVariant<T>> {};
template <class T, class A> struct FactFits<T, validation_alias<A>> : std::bool_constant<is_alias<A>> {};
template <class T, std::size_t N> struct FactFits<T, pattern<N>> : std::bool_constant<!is_number_like<T> && HasLetters<T>> {};
template <class T> struct FactFits<T, StripWhitespaceFact> : std::bool_constant<!is_number_like<T> && HasLetters<T>> {};
template <class T> struct FactFits<T, ToLowerFact> : std::bool_constant<!is_number_like<T> && HasLetters<T>> {};
template <class T> struct FactFits<T, AsciiOnlyFact> : std::bool_constant<!is_number_like<T> && HasLetters<T>> {};
template <class T> struct FactFits<T, ToUpperFact> : std::bool_constant<!is_number_like<T> && HasLetters<T>> {};
template <class T, class V> struct FactFits<T, defaults<V>> : std::is_constructible<T, V> {};
template <HasItems T, class V> struct FactFits<T, defaults<V>> : FactFits<ItemOf<T>, defaults<V>> {};
template <class T, std::size_t N> requires(!HasItems<T>) struct FactFits<T, defaults<FixedString<N>>> : std::bool_constant<std::is_constructible_v<T, std::string_view> || std::is_constructible_v<T, std::string>> {};
template <class T> requires(!HasItems<T>) struct FactFits<T, defaults<ValueInitialised>> : std::is_default_constructible<T> {};
template <HasItems T> struct FactFits<T, defaults<ValueInitialised>> : std::true_type {};
template <class T, class... V> requires(!HasItems<T>) struct FactFits<T, defaults<ItemList<V...>>> : std::false_type {};
template <HasItems T, class... V> struct FactFits<T, defaults<ItemList<V...>>> : std::bool_constant<(FactFits<ItemOf<T>, defaults<V>>::value && ...)> {};
template <class T, auto V> struct FactFits<T, ValidatorFact<V>> : std::bool_constant<TakesValue<T, V> || TakesValueAndInfo<T, V>> {};
template <class T, auto V> struct FactFits<T, BeforeValidatorFact<V>> : std::bool_constant<requires(const Json& input) { Json(V(input)); } || requires(const Json& input, const ValidationInfo& info) { Json(V(input, info)); }> {};
template <class T> struct FactFits<T, ExtraFieldsFact> : std::is_same<T, JsonObject> {};
template <class T, auto Make> struct FactFits<T, DefaultFactoryFact<Make>> : std::is_assignable<T&, decltype(Make())> {};
// The same for facts that are about the whole of an optional.
template <class T, class X> struct FactFitsWhole : std::true_type {};
template <class T, auto V> struct FactFitsWhole<T, WrapValidatorFact<V>> : std::bool_constant<WrapsValue<T, V> || WrapsValueWithInfo<T, V>> {};
template <class T, auto V> struct FactFitsWhole<T, PlainValidatorFact<V>> : std::bool_constant<MakesValue<T, V> || MakesValueWithInfo<T, V>> {};
template <auto V, class... A> concept GivesValue = std::is_invocable_v<decltype(V), A...> && !std::is_void_v<std::invoke_result_t<decltype(V), A...>>;
template <class T, auto V> struct FactFitsWhole<T, SerializerFact<V>> : std::bool_constant<GivesValue<V, const T&> || requires(const T& value) { requires GivesValue<V, decltype(*value)>; }> {};
// clang-format on

template <class T, auto F>
constexpr void apply_fact(Facts& facts) {
  constexpr bool known = requires { apply<T, F>(facts, F); };
  static_assert(known,
                "talaria[T206]: a template argument is no fact (apply_fact in the lines around shows it); write ge{1}, "
                "max_length{50}, alias{\"item-query\"}, defaults{20} or another fact of model/facts.hpp");
  using Fact = std::remove_cv_t<decltype(F)>;
  constexpr bool fits = FactFits<typename Inner<T>::type, Fact>::value && FactFitsWhole<T, Fact>::value;
  static_assert(
      fits,
      "talaria[T207]: a fact does not fit its type (apply_fact in the lines around shows both): bounds are for "
      "numbers, lengths for texts and containers, patterns for texts, a discriminator for a std::variant (and bounds "
      "for its alternatives: std::variant<Field<int, ge{1}>, bool>), a default has to be a value of the type, "
      "a validator takes such a value and gives one back, a wrap_validator is written `T f(const Json& input, const "
      "Validator<T>& inner)` and a plain_validator `T f(const Json& input)` with the field's whole type for T, a "
      "serializer takes such a value and gives what is written, an AliasPath begins with a name");
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

template <class X, class T, auto... F>
inline constexpr bool said_once =
    HookOf<T, X>::is_validator || (int(std::is_same_v<X, std::remove_cv_t<decltype(F)>>) + ... + 0) == 1;

template <class T, auto... F>
constexpr Facts make_facts() {
  Facts facts;
  (apply_fact<T, F>(facts), ...);
  Hooks<T, std::remove_cv_t<decltype(F)>...>::add_to(facts);
  return facts;
}

template <class T, auto... F>
constexpr Facts checked_facts() {
  constexpr Facts facts = make_facts<T, F...>();
  constexpr bool possible = consistent(facts) && (said_once<std::remove_cv_t<decltype(F)>, T, F...> && ...);
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
