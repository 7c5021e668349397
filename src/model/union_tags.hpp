// The tags of a tagged union: which value of the discriminator stands for which alternative.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include <talaria/model/json.hpp>
#include <talaria/model/type_info.hpp>

namespace talaria::model {

/// A value of the discriminator, and the alternative that has it.
struct UnionTag {
  const LiteralValue* value;
  std::size_t alternative;
};

/// Every tag of the variant, in the order of the alternatives.
[[nodiscard]] std::vector<UnionTag> union_tags(const TypeInfo& variant, std::string_view discriminator);

/// The alternative of that tag, or nothing.
[[nodiscard]] std::optional<std::size_t> find_alternative(const TypeInfo& variant, std::string_view discriminator,
                                                          const Json& tag);
/// The same for a text.
[[nodiscard]] std::optional<std::size_t> find_alternative(const TypeInfo& variant, std::string_view discriminator,
                                                          std::string_view tag);

/// The name of the discriminator on the wire.
[[nodiscard]] std::string_view discriminator_name(const TypeInfo& variant, std::string_view discriminator);

/// The facts about what is in an optional: its own, or those of the optional.
[[nodiscard]] inline const Facts& passed_facts(const TypeInfo& optional, const Facts& facts) {
  return optional.element_facts->has_constraints ? *optional.element_facts : facts;
}

}  // namespace talaria::model
