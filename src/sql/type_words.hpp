// What reading and writing share: which scalars are stored in a way of their own, and numbers and octets as texts.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include <talaria/model/type_info.hpp>

namespace talaria::sql {

/// The scalars with functions of their own that are not stored as they are written in JSON, or not read so.
enum class CustomKind : std::uint8_t {
  moment,  ///< DateTime and its kin
  date,
  time,
  octets,      ///< a std::string of octets
  characters,  ///< a std::string with a check, which is not repeated
  secret_text,
  secret_octets,
  json,  ///< JsonText
  other,
};
[[nodiscard]] CustomKind custom_kind(const model::TypeInfo& type);

/// The shortest decimal number that reads back equal; `NaN`, `Infinity`, `-Infinity` as PostgreSQL spells them.
[[nodiscard]] std::string real_text(double value);
/// `\x00ff`, as PostgreSQL writes octets.
[[nodiscard]] std::string hex_text(std::string_view octets);

/// What a type is called in an error: `an integer`, `a date`, `a text`.
[[nodiscard]] std::string type_words(const model::TypeInfo& type);

}  // namespace talaria::sql
