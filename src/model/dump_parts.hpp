// What writing to text and writing to a Json value share.
#pragma once
#include <string>

#include <talaria/model/type_info.hpp>

namespace talaria::model {

/// Appends the key of a map as the text that stands for it, in quotes.
void write_key(std::string& out, const TypeInfo& map, const void* key, const ModelConfig& config);

/// What a variant holds; null when it is null.
struct HeldValue {
  const PartInfo* part = nullptr;
  const void* value = nullptr;
};
inline HeldValue held_value(const TypeInfo& variant, const void* object) {
  std::size_t alternative = 0;
  const void* const value = variant.variant->get(object, alternative);
  if (value == nullptr) return {};
  return {&variant.variant->alternatives[alternative], value};
}

inline const LiteralValue& literal_value(const TypeInfo& type, const void* object) {
  return type.literal->values[type.literal->get(object)];
}

}  // namespace talaria::model
