#include "model/union_tags.hpp"

#include "model/literals.hpp"

#include <algorithm>

namespace talaria::model {

namespace {

/// Calls `visit` with the field of that name of each model in the type, until it gives true; a union among the
/// alternatives has the fields of its own alternatives.
template <class Visit>
bool any_tag_field(const TypeInfo& type, std::string_view name, const Visit& visit) {
  if (type.kind == Kind::optional) return any_tag_field(*type.element, name, visit);
  if (type.kind == Kind::variant) {
    for (const PartInfo& part : type.variant->alternatives) {
      if (any_tag_field(*part.type, name, visit)) return true;
    }
    return false;
  }
  for (const FieldInfo& field : type.fields) {
    if (field.name == name) return field.type->kind == Kind::literal && visit(field);
  }
  return false;
}

template <class Tag>
std::optional<std::size_t> find_tag(const TypeInfo& variant, std::string_view discriminator, const Tag& tag) {
  const std::span<const PartInfo> alternatives = variant.variant->alternatives;
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    const auto has_it = [&](const FieldInfo& field) { return find_literal(*field.type->literal, tag).has_value(); };
    if (any_tag_field(*alternatives[i].type, discriminator, has_it)) return i;
  }
  return std::nullopt;
}

}  // namespace

std::vector<UnionTag> union_tags(const TypeInfo& variant, std::string_view discriminator) {
  std::vector<UnionTag> tags;
  const std::span<const PartInfo> alternatives = variant.variant->alternatives;
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    any_tag_field(*alternatives[i].type, discriminator, [&](const FieldInfo& field) {
      for (const LiteralValue& value : field.type->literal->values) {
        const auto same = [&](const UnionTag& tag) {
          return tag.alternative == i && literal_to_json(*tag.value) == literal_to_json(value);
        };
        if (std::none_of(tags.begin(), tags.end(), same)) tags.push_back({&value, i});
      }
      return false;
    });
  }
  return tags;
}

std::optional<std::size_t> find_alternative(const TypeInfo& variant, std::string_view discriminator, const Json& tag) {
  return find_tag(variant, discriminator, tag);
}

std::optional<std::size_t> find_alternative(const TypeInfo& variant, std::string_view discriminator,
                                            std::string_view tag) {
  return find_tag(variant, discriminator, tag);
}

std::string_view discriminator_name(const TypeInfo& variant, std::string_view discriminator) {
  std::string_view name = discriminator;
  any_tag_field(variant, discriminator, [&](const FieldInfo& field) {
    name = field.input_name;
    return true;
  });
  return name;
}

}  // namespace talaria::model
