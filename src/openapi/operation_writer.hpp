// One operation as OpenAPI shows it.
#pragma once
#include <talaria/describe/operation_info.hpp>
#include <talaria/model/json_schema.hpp>

namespace talaria::openapi {

/// Makes every type of the operation known to the registry.
void add_types(const describe::OperationInfo& operation, model::SchemaRegistry& registry);

/// What is collected beside the operations.
struct Components {
  bool validation_error = false;  ///< some operation answers 422
  JsonObject body_models;         ///< `Body_...`, the objects made of several body parameters
};

/// The Operation Object.
JsonObject write_operation(const describe::OperationInfo& operation, const model::SchemaRegistry& registry,
                           Components& components);

}  // namespace talaria::openapi
