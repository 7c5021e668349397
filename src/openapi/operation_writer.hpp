// One operation as OpenAPI shows it.
#pragma once
#include <span>

#include <talaria/describe/error_policy.hpp>
#include <talaria/describe/operation_info.hpp>
#include <talaria/model/json_schema.hpp>

namespace talaria::openapi {

/// Makes every type of the operation known to the registry.
void add_types(const describe::OperationInfo& operation, model::SchemaRegistry& registry,
               const describe::ErrorPolicy& errors);

/// Makes the types of its parameters known to the registry, but not that of a body.
void add_parameter_types(const describe::OperationInfo& operation, model::SchemaRegistry& registry);

/// The Parameter Objects, without those that are not to be shown.
JsonArray write_parameters(const describe::OperationInfo& operation, const model::SchemaRegistry& registry);

/// What is collected beside the operations.
struct Components {
  const describe::ErrorPolicy& errors;
  bool validation_error = false;     ///< some operation answers with the policy's schema of validation errors
  JsonObject body_models = {};       ///< `Body_...`, the objects made of several body parameters
  JsonObject security_schemes = {};  ///< those of all operations
};

/// The operations under their paths and methods: of webhooks, or of a callback.
JsonObject write_path_items(std::span<const describe::OperationInfo> operations, const model::SchemaRegistry& registry,
                            Components& components);

/// The Operation Object.
JsonObject write_operation(const describe::OperationInfo& operation, const model::SchemaRegistry& registry,
                           Components& components);

}  // namespace talaria::openapi
