// What a document says of the whole API, for OpenAPI and for AsyncAPI.
#pragma once
#include <string>

#include <talaria/model/json.hpp>
#include <talaria/openapi/document.hpp>

namespace talaria::openapi {

/// Adds the member unless the text is empty.
void append_if(JsonObject& object, std::string name, const std::string& value);

/// The Info Object of OpenAPI.
[[nodiscard]] JsonObject write_info(const DocumentInfo& info);
/// The Tag Objects.
[[nodiscard]] JsonArray write_tags(const std::vector<Tag>& tags);
/// The External Documentation Object.
[[nodiscard]] JsonObject write_external_docs(const ExternalDocs& docs);

/// As FastAPI leaves out of its document what is null, down to defaults and examples; items of arrays stay.
void drop_nulls(Json& value);

/// The object with its members sorted by name.
[[nodiscard]] JsonObject sorted(JsonObject object);

}  // namespace talaria::openapi
