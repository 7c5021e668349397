#include "model/type_label.hpp"

#include "model/literals.hpp"
#include "model/type_display.hpp"
#include "model/union_tags.hpp"

namespace talaria::model {

namespace {

std::string bracketed(std::string_view name, std::string_view content) {
  return std::string(name) + '[' + std::string(content) + ']';
}

std::string labels(std::span<const PartInfo> parts, std::string_view separator) {
  std::string out;
  for (const PartInfo& part : parts) {
    if (!out.empty()) out += separator;
    out += type_label(*part.type, *part.facts);
  }
  return out;
}

std::string variant_label(const TypeInfo& type, const Facts& facts) {
  const VariantOps& variant = *type.variant;
  std::string out;
  if (!facts.discriminator.empty()) {
    // Pydantic has an entry for every tag, so a type with two is named twice.
    std::string names;
    for (const UnionTag& tag : union_tags(type, facts.discriminator)) {
      if (!names.empty()) names += ',';
      const PartInfo& part = variant.alternatives[tag.alternative];
      names += type_label(*part.type, *part.facts);
    }
    out = bracketed("tagged-union", names);
  } else if (variant.alternatives.size() == 1) {
    out = labels(variant.alternatives, ",");
  } else {
    out = bracketed("union", labels(variant.alternatives, ","));
  }
  return variant.nullable ? bracketed("nullable", out) : out;
}

std::string map_label(const TypeInfo& type) {
  const MapOps& map = *type.map;
  const std::string key = map.key == nullptr ? "str" : type_label(*map.key, *map.key_facts);
  return bracketed("dict", key + ',' + type_label(*type.element, *type.element_facts));
}

std::string literal_label(const TypeInfo& type) {
  std::string values;
  for (const LiteralValue& value : type.literal->values) {
    if (!values.empty()) values += ',';
    values += literal_repr(value);
  }
  return bracketed("literal", values);
}

bool has_bounds(const Facts& facts) {
  return facts.has_ge || facts.has_gt || facts.has_le || facts.has_lt || facts.has_multiple_of;
}

bool has_text_limits(const Facts& facts) {
  return facts.has_min_length || facts.has_max_length || facts.pattern != nullptr || facts.strip_whitespace ||
         facts.to_lower || facts.to_upper;
}

}  // namespace

std::string type_label(const TypeInfo& type, const Facts& facts) {
  switch (type.kind) {
    case Kind::boolean:
      return "bool";
    case Kind::integer:
      return has_bounds(facts) ? "constrained-int" : "int";
    case Kind::number:
      return has_bounds(facts) ? "constrained-float" : "float";
    case Kind::string:
      return has_text_limits(facts) ? "constrained-str" : "str";
    case Kind::enumeration:
      return bracketed(type.enumeration->as_integer ? "int-enum" : "str-enum", display_name(type.name));
    case Kind::optional:
      return bracketed("nullable", type_label(*type.element, passed_facts(type, facts)));
    case Kind::list:
      return bracketed("list", type_label(*type.element, *type.element_facts));
    case Kind::set:
      return bracketed("set", type_label(*type.element, *type.element_facts));
    case Kind::map:
      return map_label(type);
    case Kind::object:
      return display_name(type.name);
    case Kind::any:
      return "any";
    case Kind::json_object:
      return "dict[str,any]";
    case Kind::json_array:
      return "list[any]";
    case Kind::custom:
      return std::string(type.name);
    case Kind::variant:
      return variant_label(type, facts);
    case Kind::tuple:
      return bracketed("tuple", labels(type.tuple->items, ", "));
    case Kind::literal:
      return literal_label(type);
  }
  return {};
}

}  // namespace talaria::model
