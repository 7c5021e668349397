// The name of a parameter on the wire.
#pragma once
#include <string>

#include <talaria/describe/callable.hpp>

namespace talaria::describe {

/// The validation alias or the alias if there is one; else the name, with `-` for `_` in a header unless it says
/// keep_underscores.
[[nodiscard]] std::string wire_name(const ParameterInfo& parameter);
/// The name of a parameter that is a field of a parameter model.
[[nodiscard]] std::string wire_name(const ParameterInfo& model, const model::FieldInfo& field);

/// `path`, `query`, `header`, `cookie`, `body`: the `in` of OpenAPI and the first step of an error's `loc`.
[[nodiscard]] std::string_view location_name(Location location);

}  // namespace talaria::describe
