// Literal<"asc", "desc">: one of a few values that are known beforehand (Python's typing.Literal).
#pragma once
#include <array>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <talaria/model/describe.hpp>
#include <talaria/model/fixed_string.hpp>

namespace talaria {

/// A value as it stands in the brackets of a Literal: a text, an integer, a bool or an enumerator.
template <class T>
struct LiteralItem {
  T value;
  consteval LiteralItem(const T& item) : value(item) {}
};
template <std::size_t N>
struct LiteralItem<FixedString<N>> {
  FixedString<N> value;
  consteval LiteralItem(const char (&text)[N]) : value(text) {}
};
template <std::size_t N>
LiteralItem(const char (&)[N]) -> LiteralItem<FixedString<N>>;
template <class T>
LiteralItem(T) -> LiteralItem<T>;

namespace model::detail {

template <class T>
inline constexpr bool is_text_item = false;
template <std::size_t N>
inline constexpr bool is_text_item<FixedString<N>> = true;

/// What comes out of a Literal: a text when its values are texts.
template <class T>
struct LiteralContent {
  using type = std::conditional_t<is_text_item<T>, std::string_view,
                                  std::conditional_t<std::is_enum_v<T> || std::is_same_v<T, bool>, T, std::int64_t>>;
};

template <class T>
constexpr LiteralValue literal_value(const T& item) {
  if constexpr (is_text_item<T>) {
    return {.text = {}};
  } else if constexpr (std::is_enum_v<T>) {
    LiteralValue value{.integer = static_cast<std::int64_t>(item), .enumeration = reflect::type_name<T>};
    for (const EnumValue& known : reflect::enum_values<T>()) {
      if (known.value == value.integer) value.enumerator = known.name;
    }
    value.kind = reflect::enum_as_integer<T>() ? LiteralValue::Kind::integer : LiteralValue::Kind::text;
    value.text = value.enumerator;
    return value;
  } else {
    const auto kind = std::is_same_v<T, bool> ? LiteralValue::Kind::boolean : LiteralValue::Kind::integer;
    return {.kind = kind, .integer = static_cast<std::int64_t>(item)};
  }
}

/// The same, with a view of the text, which lives as long as the template argument.
template <auto Item>
constexpr LiteralValue literal_value_of() {
  LiteralValue value = literal_value(Item.value);
  if constexpr (is_text_item<std::remove_cvref_t<decltype(Item.value)>>)
    value.text = StaticText<Item.value>::value.view();
  return value;
}

/// Throws std::invalid_argument.
[[noreturn]] void throw_no_such_literal();

}  // namespace model::detail

/// One of the given texts, integers, bools or enumerators; anything else in an input is a `literal_error`. It is the
/// first of them when default-constructed. As a member it can be the tag of a union, see `discriminator`:
///
///     struct Cat { Literal<"cat"> pet_type; int lives; };
template <LiteralItem... Items>
class Literal {
  static_assert(sizeof...(Items) > 0 && sizeof...(Items) < 256, "a Literal has from 1 to 255 values");
  template <auto First, auto...>
  struct FirstOf {
    using type = std::remove_cvref_t<decltype(First.value)>;
  };
  using Content = typename model::detail::LiteralContent<typename FirstOf<Items...>::type>::type;
  template <class T>
  static constexpr bool all_are =
      (std::is_same_v<T, typename model::detail::LiteralContent<std::remove_cvref_t<decltype(Items.value)>>::type> &&
       ...);

 public:
  using talaria_literal_tag = void;
  /// The values as they stand on the wire.
  static constexpr std::array<model::LiteralValue, sizeof...(Items)> values{
      model::detail::literal_value_of<Items>()...};

  constexpr Literal() = default;
  /// One of the texts; throws std::invalid_argument for any other, which does not compile in a constant.
  constexpr Literal(std::string_view text) : index_(find(text)) {}
  constexpr Literal(const char* text) : index_(find(std::string_view(text))) {}
  Literal(const std::string& text) : index_(find(std::string_view(text))) {}
  /// One of the integers, bools or enumerators.
  template <class T>
    requires(std::is_integral_v<T> || std::is_enum_v<T>)
  constexpr Literal(T value) : index_(find(value)) {}

  /// The value, of a Literal whose values are all texts (a std::string_view then), all integers (std::int64_t), all
  /// bools, or all of one enum.
  [[nodiscard]] constexpr Content value() const
    requires(all_are<Content>)
  {
    if constexpr (std::is_same_v<Content, std::string_view>) {
      return values[index_].text;
    } else {
      return static_cast<Content>(values[index_].integer);
    }
  }
  /// Which of the values it is.
  [[nodiscard]] constexpr std::size_t index() const { return index_; }

  friend constexpr bool operator==(const Literal&, const Literal&) = default;
  friend constexpr auto operator<=>(const Literal&, const Literal&) = default;
  /// Whether it is that text, integer, bool or enumerator.
  template <class T>
    requires(std::is_convertible_v<const T&, std::string_view> || std::is_integral_v<T> || std::is_enum_v<T>)
  friend constexpr bool operator==(const Literal& literal, const T& value) {
    return matches(values[literal.index_], value);
  }

 private:
  template <class T>
  static constexpr bool matches(const model::LiteralValue& known, const T& value) {
    using Kind = model::LiteralValue::Kind;
    if constexpr (std::is_convertible_v<const T&, std::string_view>) {
      return known.kind == Kind::text && known.text == std::string_view(value);
    } else if constexpr (std::is_enum_v<T>) {
      return known.enumeration == model::reflect::type_name<T> && known.integer == static_cast<std::int64_t>(value);
    } else {
      const Kind kind = std::is_same_v<T, bool> ? Kind::boolean : Kind::integer;
      return known.kind == kind && known.enumeration.empty() && known.integer == static_cast<std::int64_t>(value);
    }
  }
  template <class T>
  static constexpr std::uint8_t find(const T& value) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (matches(values[i], value)) return static_cast<std::uint8_t>(i);
    }
    model::detail::throw_no_such_literal();
  }
  friend struct model::Describe<Literal>;

  std::uint8_t index_ = 0;
};

template <LiteralItem... Items>
struct model::Describe<Literal<Items...>> {
  using L = Literal<Items...>;
  static constexpr LiteralOps ops{
      L::values, [](const void* literal) { return static_cast<const L*>(literal)->index(); },
      [](void* literal, std::size_t index) { static_cast<L*>(literal)->index_ = static_cast<std::uint8_t>(index); }};
  static constexpr TypeInfo make() {
    TypeInfo info{Kind::literal};
    info.ops = detail::value_ops<L>;
    info.literal = &ops;
    return info;
  }
};

}  // namespace talaria

/// Hashable, so that it can be a key. (<string_view> declares std::hash without the weight of <functional>.)
template <talaria::LiteralItem... Items>
struct std::hash<talaria::Literal<Items...>> {
  std::size_t operator()(const talaria::Literal<Items...>& literal) const { return literal.index(); }
};
