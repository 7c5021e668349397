// type_info<T>: fills the table of a type. Specialise Describe<T> to teach Talaria another type.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <talaria/model/field.hpp>
#include <talaria/model/json.hpp>
#include <talaria/model/reflect/aggregate.hpp>
#include <talaria/model/reflect/enums.hpp>
#include <talaria/model/type_info.hpp>

namespace talaria::model {

/// Makes the TypeInfo of a type. The primary template describes aggregates and says what is wrong with the rest.
template <class T>
struct Describe;

/// The description of T; a Field<T, ...> has that of its T.
template <class T>
inline constexpr TypeInfo type_info = Describe<T>::make();

namespace detail {

template <class T>
using Bare = typename Unwrapped<T>::type;

/// Whether T has a tag of a given name; see describe_parts.hpp.
template <class T>
struct HasTag;

/// The facts about a member, an element, a parameter: those of F, about a T or about what M wraps. What they say of the
/// description of the type is checked here.
template <class M, class T = Bare<M>, class F = Unwrapped<M>>
constexpr const Facts* described_facts() {
  constexpr const Facts& facts = F::facts;
  if constexpr (!facts.discriminator.empty()) {
    constexpr bool tagged = HasTag<typename Inner<T>::type>::named(facts.discriminator);
    static_assert(tagged,
                  "talaria[T211]: every alternative of a tagged union is a model with a Literal member of the "
                  "discriminator's name; write Literal<\"cat\"> pet_type; in each of them");
  }
  return &facts;
}

template <class T>
inline constexpr ValueOps value_ops{sizeof(T), alignof(T), [](void* at) { ::new (at) T(); },
                                    [](void* value) noexcept { static_cast<T*>(value)->~T(); }};

template <class T>
constexpr TypeInfo scalar(Kind kind, std::uint8_t bits = 0, bool is_signed = false) {
  TypeInfo info{kind};
  info.bits = bits;
  info.is_signed = is_signed;
  info.ops = value_ops<T>;
  return info;
}

/// A scalar with functions of its own; `name` is what Pydantic calls such a value.
template <class T>
constexpr TypeInfo custom(std::string_view name, const CustomOps& ops) {
  TypeInfo info = scalar<T>(Kind::custom);
  info.name = name;
  info.qualified_name = name;
  info.custom = &ops;
  return info;
}

template <class C, class E = typename C::value_type>
constexpr TypeInfo container(Kind kind) {
  TypeInfo info{kind};
  info.ops = value_ops<C>;
  info.element = &type_info<Bare<E>>;
  info.element_facts = described_facts<E>();
  return info;
}

/// The address of the described value inside a possibly wrapped one.
template <class T>
void* value_address(T& object) {
  return const_cast<void*>(static_cast<const void*>(&Unwrapped<T>::value(object)));
}

}  // namespace detail

template <>
struct Describe<bool> {
  static constexpr TypeInfo make() { return detail::scalar<bool>(Kind::boolean); }
};
template <class T>
  requires(std::is_integral_v<T> && !std::is_same_v<T, bool>)
struct Describe<T> {
  static constexpr TypeInfo make() { return detail::scalar<T>(Kind::integer, sizeof(T) * 8, std::is_signed_v<T>); }
};
template <class T>
  requires(std::is_floating_point_v<T> && sizeof(T) <= 8)
struct Describe<T> {
  static constexpr TypeInfo make() { return detail::scalar<T>(Kind::number, sizeof(T) * 8, true); }
};
template <>
struct Describe<std::string> {
  static constexpr TypeInfo make() { return detail::scalar<std::string>(Kind::string); }
};
template <>
struct Describe<Json> {
  static constexpr TypeInfo make() { return detail::scalar<Json>(Kind::any); }
};
template <>
struct Describe<JsonObject> {
  static constexpr TypeInfo make() { return detail::scalar<JsonObject>(Kind::json_object); }
};
template <>
struct Describe<JsonArray> {
  static constexpr TypeInfo make() { return detail::scalar<JsonArray>(Kind::json_array); }
};

template <class E>
  requires std::is_enum_v<E>
struct Describe<E> {
  static constexpr EnumInfo info{
      reflect::enum_values<E>(), reflect::enum_as_integer<E>(),
      [](const void* value) { return static_cast<std::int64_t>(*static_cast<const E*>(value)); },
      [](void* value, std::int64_t number) { *static_cast<E*>(value) = static_cast<E>(number); },
      reflect::enum_description<E>()};
  static constexpr TypeInfo make() {
    constexpr bool has_values = !info.values.empty();
    static_assert(
        has_values,
        "talaria[T204]: no enumerator of this enum has a value from 0 to 63, or it is no enum class; specialise "
        "talaria::EnumNames<E> with `static constexpr EnumValue values[]`");
    TypeInfo type = detail::scalar<E>(Kind::enumeration, sizeof(E) * 8, true);
    type.name = reflect::type_name<E>;
    type.qualified_name = reflect::qualified_type_name<E>;
    type.enumeration = &info;
    return type;
  }
};

template <class E>
struct Describe<std::optional<E>> {
  using O = std::optional<E>;
  static constexpr OptionalOps ops{
      [](void* optional) { return detail::value_address(static_cast<O*>(optional)->emplace()); },
      [](void* optional) { static_cast<O*>(optional)->reset(); },
      [](const void* optional) -> const void* {
        auto& value = *static_cast<O*>(const_cast<void*>(optional));
        return value ? detail::value_address(*value) : nullptr;
      }};
  static constexpr TypeInfo make() {
    TypeInfo info = detail::container<O>(Kind::optional);
    info.optional = &ops;
    return info;
  }
};

namespace detail {
template <class C>
void visit_elements(const void* sequence, void* context, VisitElement visit) {
  for (auto& element : *static_cast<const C*>(sequence)) {
    visit(context, value_address(const_cast<typename C::value_type&>(element)));
  }
}
template <class C>
void clear_container(void* container) {
  static_cast<C*>(container)->clear();
}
template <class C>
std::size_t container_size(const void* container) {
  return static_cast<const C*>(container)->size();
}
}  // namespace detail

template <std::same_as<bool> E>
struct Describe<std::vector<E>> {
  static constexpr TypeInfo make() {
    static_assert(!std::is_same_v<E, bool>,
                  "talaria[T203]: std::vector<bool> has no elements that can be filled in; write std::vector<char> or "
                  "std::set<int>");
    return TypeInfo{Kind::any};
  }
};
namespace detail {

// Containers are asked for by shape, so that this header need not include them all.

/// std::vector, std::deque, std::list and what is built like them.
template <class C>
concept ListLike = requires(C& list) {
  list.clear();
  list.size();
  { list.emplace_back() } -> std::same_as<typename C::value_type&>;
};

/// std::map, std::unordered_map and what is built like them.
template <class C>
concept MapLike = requires(C& map, typename C::key_type key) {
  map.clear();
  map.size();
  { map[key] } -> std::same_as<typename C::mapped_type&>;
};

/// std::set, std::unordered_set and what is built like them.
template <class C>
concept SetLike = requires(C& set, typename C::key_type key) {
  set.clear();
  set.size();
  set.insert(key);
} && std::is_same_v<typename C::key_type, typename C::value_type>;

}  // namespace detail

template <detail::ListLike C>
struct Describe<C> {
  static void reserve([[maybe_unused]] void* list, [[maybe_unused]] std::size_t count) {
    if constexpr (requires(C& items) { items.reserve(count); }) static_cast<C*>(list)->reserve(count);
  }
  static constexpr SequenceOps ops{
      detail::clear_container<C>,
      detail::container_size<C>,
      reserve,
      [](void* list) { return detail::value_address(static_cast<C*>(list)->emplace_back()); },
      nullptr,
      detail::visit_elements<C>};
  static constexpr TypeInfo make() {
    TypeInfo info = detail::container<C>(Kind::list);
    info.sequence = &ops;
    return info;
  }
};

template <detail::SetLike C>
struct Describe<C> {
  using E = typename C::value_type;
  static constexpr SequenceOps ops{
      detail::clear_container<C>,
      detail::container_size<C>,
      [](void*, std::size_t) {},
      nullptr,
      [](void* set, void* element) {
        static_cast<C*>(set)->insert(E(std::move(*static_cast<detail::Bare<E>*>(element))));
      },
      detail::visit_elements<C>};
  static constexpr TypeInfo make() {
    TypeInfo info = detail::container<C>(Kind::set);
    info.sequence = &ops;
    return info;
  }
};

template <detail::MapLike C>
struct Describe<C> {
  using K = typename C::key_type;
  using E = typename C::mapped_type;
  static constexpr bool plain_keys = std::is_same_v<K, std::string>;

  static void* fresh(E& value) {
    value = E();
    return detail::value_address(value);
  }
  static void* insert(void* map, std::string_view key) {
    if constexpr (plain_keys) return fresh((*static_cast<C*>(map))[std::string(key)]);
    return nullptr;
  }
  static void* insert_key(void* map, void* key) {
    return fresh((*static_cast<C*>(map))[K(std::move(*static_cast<detail::Bare<K>*>(key)))]);
  }
  static void for_each(const void* map, void* context, VisitEntry visit) {
    for (auto& [key, value] : *static_cast<C*>(const_cast<void*>(map))) {
      visit(context, detail::value_address(const_cast<K&>(key)), detail::value_address(value));
    }
  }
  static constexpr const TypeInfo* key_type() {
    if constexpr (plain_keys)
      return nullptr;
    else
      return &type_info<detail::Bare<K>>;
  }
  static constexpr MapOps ops{
      detail::clear_container<C>,  detail::container_size<C>, insert, insert_key, for_each, key_type(),
      detail::described_facts<K>()};
  static constexpr TypeInfo make() {
    TypeInfo info{Kind::map};
    info.ops = detail::value_ops<C>;
    info.element = &type_info<detail::Bare<E>>;
    info.element_facts = detail::described_facts<E>();
    info.map = &ops;
    return info;
  }
};

namespace detail {

template <class T>
concept HasDescription = requires { &Describe<T>::make; };

/// What the primary Describe may be asked for: see its static_asserts.
template <class T>
inline constexpr bool is_model = std::is_aggregate_v<T> && std::is_class_v<T> && !std::is_array_v<T>;

/// The first name that is given.
constexpr std::string_view first_of(std::string_view name, std::string_view second, std::string_view last) {
  return !name.empty() ? name : !second.empty() ? second : last;
}

template <class T, std::size_t I>
constexpr FieldInfo describe_member() {
  using M = reflect::MemberType<T, I>;
  FieldInfo field{reflect::member_name<T, I>, &type_info<Bare<M>>, described_facts<M>()};
  field.input_name = first_of(field.facts->validation_alias, field.facts->alias, field.name);
  field.output_name = first_of(field.facts->serialization_alias, field.facts->alias, field.name);
  return field;
}

template <class T, std::size_t... I>
constexpr auto describe_members(std::index_sequence<I...>) {
  return std::array<FieldInfo, sizeof...(I)>{describe_member<T, I>()...};
}

template <class T>
inline constexpr auto field_table = describe_members<T>(std::make_index_sequence<reflect::member_count<T>>{});

}  // namespace detail

template <class T>
struct Describe {
  static void locate(void* object, void** fields) {
    std::apply([&](auto*... member) { ((*fields++ = detail::value_address(*member)), ...); },
               reflect::tie(*static_cast<T*>(object)));
  }

  static constexpr TypeInfo make() {
    constexpr bool is_model = detail::is_model<T>;
    static_assert(
        is_model,
        "talaria[T201]: this type has no description; a model is a plain struct (an aggregate: public members, "
        "no constructors), a member is a bool, number, std::string (no view and no plain pointer), enum, optional, "
        "vector, set, map, variant, tuple, std::unique_ptr, Json or another model; specialise "
        "talaria::model::Describe<T> for a type of your own");
    if constexpr (is_model) {
      constexpr bool decomposable = reflect::is_decomposable<T>();
      static_assert(decomposable,
                    "talaria[T205]: a model has no base class, and its members are no references, no C arrays (write "
                    "std::vector) and no types without a default constructor");
      constexpr bool fits = reflect::member_count<T> <= max_fields;
      static_assert(fits, "talaria[T202]: a model has at most 64 members; split it into nested models");
      TypeInfo info{Kind::object};
      if constexpr (fits && decomposable) {
        info.ops = detail::value_ops<T>;
        info.name = reflect::type_name<T>;
        info.qualified_name = reflect::qualified_type_name<T>;
        info.fields = detail::field_table<T>;
        info.locate = &locate;
        if constexpr (requires { T::model_config; }) {
          constexpr bool is_config = std::is_same_v<decltype(T::model_config), const ModelConfig>;
          static_assert(is_config,
                        "talaria[T209]: model_config is no ModelConfig constant; write `static constexpr ModelConfig "
                        "model_config{.extra = Extra::forbid};`");
          if constexpr (is_config) info.config = &T::model_config;
        }
        if constexpr (requires(T& model) { model.validate(); }) {
          info.validate = [](void* object) { static_cast<T*>(object)->validate(); };
        }
      }
      return info;
    } else {
      return TypeInfo{Kind::any};
    }
  }
};

}  // namespace talaria::model

namespace talaria {

/// The description of a model where one is asked for: `{.description = "Not found", .model = schema_of<Message>}`.
template <class T>
inline constexpr const model::TypeInfo* schema_of = &model::type_info<T>;

}  // namespace talaria

#include <talaria/model/describe_parts.hpp>
