// Finds enumerators by what stands for them on the wire.
#pragma once
#include "model/text_scan.hpp"

#include <cstdint>
#include <string_view>

#include <talaria/model/type_info.hpp>

namespace talaria::model {

/// The enumerator of that name on the wire, or nullptr.
inline const EnumValue* find_enumerator(const EnumInfo& enumeration, std::string_view name) {
  for (const EnumValue& value : enumeration.values) {
    if (same_name(value.name, name)) return &value;
  }
  return nullptr;
}

/// The enumerator of that value, or nullptr.
inline const EnumValue* find_enumerator(const EnumInfo& enumeration, std::int64_t number) {
  for (const EnumValue& value : enumeration.values) {
    if (value.value == number) return &value;
  }
  return nullptr;
}

}  // namespace talaria::model
