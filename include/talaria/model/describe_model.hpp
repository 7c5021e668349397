// type_info of models: structs with fields. Part of describe.hpp.
#pragma once
#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

#include <talaria/model/computed.hpp>
#include <talaria/model/describe.hpp>
#include <talaria/model/field_hook.hpp>

namespace talaria::model {

namespace detail {

template <class T>
concept HasConfig = requires { T::model_config; };

/// The configuration of a model, its own or that of a base class.
template <class T>
constexpr const ModelConfig* config_of() {
  if constexpr (HasConfig<T>) {
    constexpr bool is_config = std::is_same_v<decltype(T::model_config), const ModelConfig>;
    static_assert(is_config,
                  "talaria[T209]: model_config is no ModelConfig constant; write `static constexpr ModelConfig "
                  "model_config{.extra = Extra::forbid};`");
    if constexpr (is_config) return &T::model_config;
  }
  return &default_config;
}

/// A name that an alias generator made.
struct GeneratedName {
  char text[128] = {};
  std::size_t size = 0;

  constexpr GeneratedName(AliasGenerator generate, std::string_view name) : size(generate(name, text, 128)) {}
  [[nodiscard]] constexpr std::string_view view() const { return {text, size}; }
};

template <class T, std::size_t I>
struct GeneratedAlias {
  static constexpr GeneratedName alias{config_of<T>()->alias_generator, reflect::Members<T>::template name<I>()};
};

/// The first name that is given.
constexpr std::string_view first_of(std::string_view name, std::string_view second, std::string_view last) {
  return !name.empty() ? name : !second.empty() ? second : last;
}

template <class T, std::size_t I>
constexpr std::string_view generated_name() {
  if constexpr (bool(config_of<T>()->alias_generator)) return GeneratedAlias<T, I>::alias.view();
  return reflect::Members<T>::template name<I>();
}

/// The facts about a member of T. In field_hook.hpp.
template <class T, class M>
constexpr const Facts* member_facts();

template <class T, std::size_t I>
constexpr FieldInfo describe_member() {
  using M = typename reflect::Members<T>::template Type<I>;
  FieldInfo field{reflect::Members<T>::template name<I>(), &type_info<Bare<M>>, member_facts<T, M>()};
  const std::string_view name = generated_name<T, I>();
  // Paths count for an alias, and a name alone among them for its name.
  const std::string_view alias = field.facts->alias_paths.empty() ? field.facts->alias : field.name;
  field.input_name = first_of(field.facts->validation_alias, alias, name);
  field.output_name = first_of(field.facts->serialization_alias, field.facts->alias, name);
  field.input_token = NameToken(field.input_name);
  field.output_token = NameToken(field.output_name);
  return field;
}

/// The member that takes what there are no fields for, or how many members there are.
template <class T, std::size_t... I>
constexpr std::size_t find_extra(std::index_sequence<I...>) {
  std::size_t found = sizeof...(I);
  ((Unwrapped<typename reflect::Members<T>::template Type<I>>::facts.extra_fields ? void(found = I) : void()), ...);
  return found;
}
template <class T>
inline constexpr std::size_t extra_index = find_extra<T>(std::make_index_sequence<reflect::Members<T>::count>{});
template <class T>
inline constexpr bool has_extra = extra_index<T> != reflect::Members<T>::count;
template <class T>
using FieldIndices = std::make_index_sequence<reflect::Members<T>::count - (has_extra<T> ? 1 : 0)>;

/// The number of a member, of that of a field.
template <class T>
constexpr std::size_t member_of(std::size_t field) {
  return field < extra_index<T> ? field : field + 1;
}

template <class T, std::size_t... I>
constexpr auto describe_members(std::index_sequence<I...>) {
  return std::array<FieldInfo, sizeof...(I)>{describe_member<T, member_of<T>(I)>()...};
}

template <class T>
inline constexpr auto field_table = describe_members<T>(FieldIndices<T>{});

template <class T, std::size_t... I>
void locate_fields(T& object, void** fields, std::index_sequence<I...>) {
  [[maybe_unused]] const auto members = reflect::Members<T>::pointers(object);
  ((fields[I] = value_address(*reflect::pointer_at<member_of<T>(I)>(members))), ...);
}

/// Whether the fast path can do what the configuration asks for.
constexpr bool is_plain(const ModelConfig& c) {
  return !c.str_strip_whitespace && !c.str_to_lower && !c.str_to_upper && c.str_min_length == 0 &&
         c.str_max_length == static_cast<std::size_t>(-1) && !c.validate_default && !c.validate_by_name &&
         c.validate_by_alias && c.val_json_bytes == BytesFormat::utf8;
}

/// Whether it can do what a field asks for.
constexpr bool is_plain(const FieldInfo& field) {
  return !field.facts->needs_place && field.facts->alias_paths.empty();
}

// The validators of a model, in the order of the chain: `validate_before`, `validate_wrap`, `validate`.
template <class T>
concept ValidatesBefore = requires(const Json& input) { Json(T::validate_before(input)); };
template <class T>
concept ValidatesAround = requires(const Json& input, const Validator<T>& inner) { T(T::validate_wrap(input, inner)); };
template <class T>
concept ValidatesAfter = requires(T& model) { model.validate(); };

template <class T>
constexpr auto make_model_hooks() {
  std::array<ValidatorHook, std::size_t{ValidatesBefore<T>} + ValidatesAround<T> + ValidatesAfter<T>> hooks{};
  [[maybe_unused]] std::size_t at = 0;
  if constexpr (ValidatesBefore<T>) {
    hooks[at].mode = ValidatorHook::Mode::before;
    hooks[at++].before = [](const Json& input, Json& replaced, const ValidationInfo&) {
      replaced = Json(T::validate_before(input));
    };
  }
  if constexpr (ValidatesAround<T>) {
    hooks[at].mode = ValidatorHook::Mode::around;
    hooks[at++].around = [](const Json& input, const InnerValidator& inner, void* out, const ValidationInfo&) {
      *static_cast<T*>(out) = T::validate_wrap(input, Validator<T>(inner));
    };
  }
  if constexpr (ValidatesAfter<T>) {
    hooks[at++].after = [](void* value, const ValidationInfo&) { static_cast<T*>(value)->validate(); };
  }
  return hooks;
}
template <class T>
inline constexpr auto model_hooks = make_model_hooks<T>();

template <class T>
inline constexpr MadeOutput model_serializer{&described_type<decltype(std::declval<const T&>().serialize())>,
                                             [](const void* object, void* context, void (*visit)(void*, const void*)) {
                                               visit_made(static_cast<const T*>(object)->serialize(), context, visit);
                                             }};

template <class T>
constexpr void add_extra(TypeInfo& info) {
  constexpr bool together = has_extra<T> == (config_of<T>()->extra == Extra::allow);
  static_assert(together,
                "talaria[T212]: a model with Extra::allow has a place for what it allows, and no other model has: a "
                "member Field<JsonObject, extra_fields> extra;");
  if constexpr (has_extra<T>) {
    info.has_more = true;
    info.plain_input = false;
    info.extra = [](void* object) -> JsonObject* {
      return &reflect::pointer_at<extra_index<T>>(reflect::Members<T>::pointers(*static_cast<T*>(object)))->base();
    };
  }
}

template <class T>
constexpr void add_methods(TypeInfo& info) {
  if constexpr (ValidatesAfter<T>) info.validate = [](void* object) { static_cast<T*>(object)->validate(); };
  if constexpr (ValidatesAfter<T> || ValidatesBefore<T> || ValidatesAround<T>) info.hooks = model_hooks<T>;
  if constexpr (ValidatesBefore<T> || ValidatesAround<T>) info.plain_input = false;
  if constexpr (requires { T::computed_fields; }) {
    info.computed = computed_table<T>;
    info.has_more = info.has_more || !info.computed.empty();
  }
  if constexpr (requires(const T& model) { model.serialize(); }) info.serializer = &model_serializer<T>;
}

}  // namespace detail

template <class T>
struct Describe {
  static void locate(void* object, void** fields) {
    detail::locate_fields(*static_cast<T*>(object), fields, detail::FieldIndices<T>{});
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
      constexpr bool decomposable = reflect::Members<T>::possible();
      static_assert(decomposable,
                    "talaria[T205]: the members of this model cannot be got at: it has a base class (include "
                    "<talaria/model/inherit.hpp> and write BOOST_DESCRIBE_STRUCT(Derived, (Base), (member, member)) "
                    "behind it), a reference, a C array (write std::vector) or a member without a default constructor");
      constexpr bool fits = reflect::Members<T>::count <= max_fields;
      static_assert(fits, "talaria[T202]: a model has at most 64 members; split it into nested models");
      TypeInfo info{Kind::object};
      if constexpr (fits && decomposable) {
        constexpr const ModelConfig* config =
            detail::config_of<T>();  // first, so that its message has the shortest way
        info.config = config;
        info.ops = detail::value_ops<T>;
        info.name = reflect::type_name<T>;
        info.qualified_name = reflect::qualified_type_name<T>;
        info.fields = detail::field_table<T>;
        info.locate = &locate;
        info.plain_input = detail::is_plain(*info.config);
        for (const FieldInfo& field : info.fields) info.plain_input = info.plain_input && detail::is_plain(field);
        detail::add_extra<T>(info);
        detail::add_methods<T>(info);
      }
      return info;
    } else {
      return TypeInfo{Kind::any};
    }
  }
};

}  // namespace talaria::model
