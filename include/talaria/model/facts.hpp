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

/// Values that bounds are compared with as whole numbers: dates by their day, dates with a time by their microsecond.
template <class T>
concept CountedBound = requires(const T& value) { value.talaria_count(); };

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

  template <CountedBound T>
  constexpr Number(const T& value) : integer(value.talaria_count()) {}

  /// The bound as a real number, whichever way it was written.
  [[nodiscard]] constexpr double real() const {
    return is_real ? std::bit_cast<double>(real_bits) : static_cast<double>(integer);
  }
};

/// Several values as one template argument.
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
/// A way to a value inside of the input: `AliasPath{"names", 0}` is the first item of the list `names`. The first step
/// is a name; a number below zero counts from the end of a list.
template <class... Step>
struct AliasPath {
  ItemList<Step...> steps;
  template <class... A>
  consteval AliasPath(const A&... items) : steps(items...) {}
};
template <class... A>
AliasPath(const A&...) -> AliasPath<typename model::detail::FixedItem<A>::type...>;
/// Names and ways of which the first that is there counts: `AliasChoices{"first_name", AliasPath{"names", 0}}`.
template <class... Choice>
struct AliasChoices {
  ItemList<Choice...> choices;
  template <class... A>
  consteval AliasChoices(const A&... items) : choices(items...) {}
};
template <class... A>
AliasChoices(const A&...) -> AliasChoices<typename model::detail::FixedItem<A>::type...>;

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
/// The name on the wire of inputs alone (Pydantic's `validation_alias`); outputs have another, or the field's own. Fields
/// of models may also have an AliasChoices or an AliasPath.
template <class A> struct validation_alias { A value; consteval validation_alias(const auto& v) : value(v) {} };
template <std::size_t N> validation_alias(const char (&)[N]) -> validation_alias<FixedString<N>>;
template <class A> validation_alias(const A&) -> validation_alias<A>;
/// The name on the wire of outputs alone.
template <std::size_t N> struct serialization_alias { FixedString<N> text; consteval serialization_alias(const char (&t)[N]) : text(t) {} };
/// The member whose value says which alternative of a union it is (Pydantic's `Field(discriminator="kind")`).
template <std::size_t N> struct discriminator { FixedString<N> text; consteval discriminator(const char (&t)[N]) : text(t) {} };
/// At most so many digits of a decimal, leading zeros not counted.
struct max_digits { int value; };
/// At most so many digits behind the point of a decimal, trailing zeros not counted.
struct decimal_places { int value; };
/// Whether NaN and infinities are taken.
struct allow_inf_nan { bool value = true; };
/// Whether only values of the type itself are taken, nothing that has to be converted (Pydantic's strict mode).
struct strict { bool value = true; };
/// Whether numbers are taken for a text.
struct coerce_numbers_to_str { bool value = true; };
/// Blanks around a text are taken off before it is checked. Written without braces.
struct StripWhitespaceFact {};
inline constexpr StripWhitespaceFact strip_whitespace{};
/// A text is turned into lower case before it is checked. Written without braces.
struct ToLowerFact {};
inline constexpr ToLowerFact to_lower{};
/// A text is turned into upper case before it is checked. Written without braces.
struct ToUpperFact {};
inline constexpr ToUpperFact to_upper{};
/// A text of ASCII characters alone. Written without braces.
struct AsciiOnlyFact {};
inline constexpr AsciiOnlyFact ascii_only{};
/// The alternatives of a union are tried in their order and the first that fits is taken, instead of the best
/// (Pydantic's `union_mode="left_to_right"`). Written without braces.
struct LeftToRightFact {};
inline constexpr LeftToRightFact left_to_right{};
/// Never written to an output. Written without braces.
struct ExcludeFact {};
inline constexpr ExcludeFact exclude{};
/// A default is validated like a value that was sent. Written without braces.
struct ValidateDefaultFact {};
inline constexpr ValidateDefaultFact validate_default{};
/// Of a list only the first item that does not fit is reported. Written without braces.
struct FailFastFact {};
inline constexpr FailFastFact fail_fast{};
/// Any JSON as text, for examples that are no plain texts or numbers: `examples{json_text{R"({"name": "Foo"})"}}`.
template <std::size_t N> struct json_text { FixedString<N> text; consteval json_text(const char (&t)[N]) : text(t) {} };
/// Members that are added to the JSON Schema, the text of a JSON object: `json_schema_extra{R"({"x-unit": "m"})"}`.
template <std::size_t N> struct json_schema_extra { FixedString<N> text; consteval json_schema_extra(const char (&t)[N]) : text(t) {} };
/// The named examples of a parameter or a body, the text of a JSON object (FastAPI's `openapi_examples`).
template <std::size_t N> struct openapi_examples { FixedString<N> text; consteval openapi_examples(const char (&t)[N]) : text(t) {} };
/// The media type of a body instead of `application/json`, for the document.
template <std::size_t N> struct media_type { FixedString<N> text; consteval media_type(const char (&t)[N]) : text(t) {} };
/// Marked as deprecated in the document. Written without braces.
struct DeprecatedFact {};
inline constexpr DeprecatedFact deprecated{};
template <auto F> struct ValidatorFact {};
/// A function of the program's own, called with a value that is otherwise valid. It gives the value to use instead, or
/// throws ValueError: `validator<lowercase>` for `std::string lowercase(std::string text)`. Of an optional it gets the
/// value inside; a default is not checked. Several run in their order.
template <auto F> inline constexpr ValidatorFact<F> validator{};
template <auto F> struct BeforeValidatorFact {};
/// A function that gets the input before anything else does and gives another one, a Json or what becomes one:
/// `before_validator<split>` for `Json split(const Json& input)`. Validators are around those that stand before them, so
/// the last one of this kind runs first.
template <auto F> inline constexpr BeforeValidatorFact<F> before_validator{};
template <auto F> struct WrapValidatorFact {};
/// A function around the validation: `wrap_validator<lenient>` for `int lenient(const Json& input, const Validator<int>&
/// inner)`.
template <auto F> inline constexpr WrapValidatorFact<F> wrap_validator{};
template <auto F> struct PlainValidatorFact {};
/// A function in place of the validation: `plain_validator<parse>` for `int parse(const Json& input)`.
template <auto F> inline constexpr PlainValidatorFact<F> plain_validator{};
template <auto F> struct SerializerFact {};
/// A function that makes what is written in place of the value: `serializer<in_cents>` for `int in_cents(double price)`.
/// Of an optional it gets the value inside, unless it takes the optional.
template <auto F> inline constexpr SerializerFact<F> serializer{};
/// Of a `Field<JsonObject, extra_fields>`: it is no field, but takes and writes the members that there are no fields for
/// (`Extra::allow`). Written without braces.
struct ExtraFieldsFact {};
inline constexpr ExtraFieldsFact extra_fields{};
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
/// A fact that says nothing to the validator and its kin, but to another reader of the description: a column fact, to what
/// makes tables. Its type says so with `using talaria_note = void;`; who it is for finds it among the arguments of Field.
template <class F> concept Note = requires { typename F::talaria_note; };
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

/// Examples in the JSON Schema: `examples{"Foo", "Bar"}`, `examples{35.4}`.
template <class... T>
struct examples {
  ItemList<T...> items;
  template <class... A>
  consteval examples(const A&... values) : items(values...) {}
};
template <class... A>
examples(const A&...) -> examples<typename model::detail::FixedItem<A>::type...>;

template <auto Make>
struct DefaultFactoryFact {};
/// The value when none is sent, made by a call each time, so the document does not show it:
/// `default_factory<make_id>` for `std::string make_id()`. The function is
/// in angle brackets because g++ 12 takes no pointer to one inside of a template argument of class type.
template <auto Make>
inline constexpr DefaultFactoryFact<Make> default_factory{};

}  // namespace talaria
