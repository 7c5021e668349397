// What the validators, the tags of unions and the schema writer ask about a Literal.
#pragma once
#include <optional>
#include <string>

#include <talaria/model/json.hpp>
#include <talaria/model/type_info.hpp>

namespace talaria::model {

/// The first of the values that the input is, or nothing. Like Python: 1, 1.0 and true are equal.
[[nodiscard]] std::optional<std::size_t> find_literal(const LiteralOps& literal, const Json& input);
/// The same for a text, without a Json.
[[nodiscard]] std::optional<std::size_t> find_literal(const LiteralOps& literal, std::string_view text);

/// The value on the wire.
[[nodiscard]] Json literal_to_json(const LiteralValue& value);
/// The value as Python prints it: `'a'`, `1`, `True`, `<Color.red: 'red'>`.
[[nodiscard]] std::string literal_repr(const LiteralValue& value);

}  // namespace talaria::model
