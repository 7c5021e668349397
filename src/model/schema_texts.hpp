// What a schema says beside the kind of the value: limits, title, description, default, examples, members of the user's
// own.
#pragma once
#include <string_view>

#include <talaria/model/json.hpp>
#include <talaria/model/type_info.hpp>

namespace talaria::model {

/// One of several schemas, as Pydantic writes it: unions in unions are flattened, equal schemas stand once.
[[nodiscard]] JsonObject any_of(const JsonArray& schemas);

/// Adds the limits of a number; `real` writes them as real numbers.
void add_number_limits(JsonObject& schema, const Facts& facts, bool real);

/// Adds what the facts say; `title` may come from elsewhere.
void add_texts(JsonObject& schema, const TypeInfo& type, const Facts& facts, std::string_view title, SchemaMode mode);

/// The default of an optional that has no other one: null, or what a serializer makes of it.
[[nodiscard]] Json null_default(const TypeInfo& type, const Facts& facts, SchemaMode mode);

/// Adds the members of an object that is given as JSON text. Throws std::invalid_argument when it is none; `place`
/// says in the message where it stands.
void add_extra(JsonObject& schema, std::string_view json_object, std::string_view place);

}  // namespace talaria::model
