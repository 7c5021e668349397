// The responses of an operation that are errors: declared ones, those of validation, and what the app's policy says of
// all of them.
#pragma once
#include "openapi/operation_writer.hpp"

namespace talaria::openapi {

/// Makes the models of the operation's errors known to the registry.
void add_error_types(const describe::OperationInfo& operation, model::SchemaRegistry& registry,
                     const describe::ErrorPolicy& errors);

/// Adds them behind the responses that the options name; what those say themselves counts more.
void add_error_responses(JsonObject& responses, const describe::OperationInfo& operation,
                         const model::SchemaRegistry& registry, Components& components);

}  // namespace talaria::openapi
