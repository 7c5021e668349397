#include "openapi/operation_writer.hpp"

#include <talaria/base/strings.hpp>
#include <talaria/describe/wire_name.hpp>
#include <talaria/http/status.hpp>

namespace talaria::openapi {

namespace {

using describe::BoundParameter;
using describe::OperationInfo;
using model::SchemaRegistry;

std::string title_of(const BoundParameter& parameter) {
  return parameter.info->facts->title.empty() ? model::title_from_name(parameter.wire_name)
                                              : std::string(parameter.info->facts->title);
}

Json write_parameter(const BoundParameter& parameter, const SchemaRegistry& registry) {
  const model::Facts& facts = *parameter.info->facts;
  JsonObject out;
  out.append("name", parameter.wire_name);
  out.append("in", describe::location_name(parameter.info->location));
  if (!facts.description.empty()) out.append("description", facts.description);
  out.append("required", parameter.required);
  if (facts.deprecated) out.append("deprecated", true);
  out.append("schema", registry.schema(*parameter.info->type, facts, title_of(parameter)));
  return out;
}

// Each field of a parameter model is a parameter.
void append_fields(JsonArray& parameters, const BoundParameter& model, const SchemaRegistry& registry) {
  for (const auto& field : model.info->type->fields) {
    describe::ParameterInfo info{model.info->location};
    info.type = field.type;
    info.facts = field.facts;
    Json parameter = write_parameter({&info, describe::wire_name(*model.info, field), field.required()}, registry);
    // The title is made of the name of the field and not of the header's.
    JsonObject& schema = parameter.as_object()["schema"].as_object();
    if (schema.contains("title") && field.facts->title.empty()) {
      schema.set("title", model::title_from_name(field.wire_name()));
    }
    parameters.push_back(std::move(parameter));
  }
}

JsonArray write_parameters(const OperationInfo& operation, const SchemaRegistry& registry) {
  JsonArray parameters;
  for (const auto& parameter : operation.parameters) {
    if (parameter.info->facts->exclude_from_schema) continue;
    if (parameter.info->is_model) {
      append_fields(parameters, parameter, registry);
    } else {
      parameters.push_back(write_parameter(parameter, registry));
    }
  }
  return parameters;
}

JsonObject content_of(std::string_view media_type, Json schema) {
  JsonObject described;
  described.append("schema", std::move(schema));
  JsonObject content;
  content.append(std::string(media_type), std::move(described));
  return content;
}

JsonObject json_content(Json schema) {
  return content_of("application/json", std::move(schema));
}

// A single body says it with the fact media_type; several JSON bodies have to agree, and fields of forms do not count.
std::string_view body_media_type(const OperationInfo& operation) {
  const std::string_view first = operation.body.front().info->facts->media_type;
  bool agreed = !operation.embed_body || operation.body_kind == describe::BodyKind::json;
  for (const auto& parameter : operation.body) agreed = agreed && parameter.info->facts->media_type == first;
  if (agreed && !first.empty()) return first;
  if (operation.body_kind == describe::BodyKind::file) return "multipart/form-data";
  if (operation.body_kind == describe::BodyKind::form) return "application/x-www-form-urlencoded";
  return "application/json";
}

// As Pydantic does it for the members of a model: what refers to a definition has its title there.
std::string member_title(const BoundParameter& parameter) {
  const model::TypeInfo* type = parameter.info->type;
  while (type->kind == model::Kind::optional) type = type->element;
  const bool defined = type->kind == model::Kind::object || type->kind == model::Kind::enumeration;
  return defined ? std::string(parameter.info->facts->title) : title_of(parameter);
}

// Several parameters, or one with `embed`, make an object that FastAPI names after the operation.
Json embedded_body(const OperationInfo& operation, const SchemaRegistry& registry, Components& components) {
  const std::string name = "Body_" + operation.operation_id;
  JsonObject properties;
  JsonArray required;
  for (const auto& parameter : operation.body) {
    properties.set(parameter.wire_name,
                   registry.schema(*parameter.info->type, *parameter.info->facts, member_title(parameter)));
    if (parameter.required) required.push_back(parameter.wire_name);
  }
  JsonObject model;
  model.append("properties", std::move(properties));
  model.append("type", "object");
  if (!required.empty()) model.append("required", std::move(required));
  model.append("title", name);
  components.body_models.set(name, std::move(model));
  JsonObject reference;
  reference.append("$ref", "#/components/schemas/" + name);
  return reference;
}

Json whole_body(const BoundParameter& parameter, const SchemaRegistry& registry) {
  // Pydantic's title is made of the parameter's name, which a Body that stands alone need not have.
  const bool named = !parameter.wire_name.empty() || !parameter.info->facts->title.empty();
  const model::TypeInfo* type = parameter.info->type;
  while (type->kind == model::Kind::optional) type = type->element;
  const std::string title = named ? title_of(parameter) : model::title_from_name(type->name);
  return registry.schema(*parameter.info->type, *parameter.info->facts, title);
}

JsonObject write_request_body(const OperationInfo& operation, const SchemaRegistry& registry, Components& components) {
  bool required = false;
  for (const auto& parameter : operation.body) required = required || parameter.required;
  Json schema = operation.embed_body ? embedded_body(operation, registry, components)
                                     : whole_body(operation.body.front(), registry);
  JsonObject body;
  if (required) body.append("required", true);
  body.append("content", content_of(body_media_type(operation), std::move(schema)));
  return body;
}

// The empty segment of a path ending in a slash leaves two blanks, and FastAPI keeps both.
std::string response_title(const std::string& prefix, const OperationInfo& operation) {
  return prefix + base::replace_all(base::title_case(operation.operation_id), "_", " ");
}

Json result_schema(const OperationInfo& operation, const SchemaRegistry& registry) {
  const auto& result = operation.handler->result;
  if (result.kind != describe::ResultKind::value || result.type->kind == model::Kind::any) return JsonObject{};
  return registry.schema(*result.type, model::no_facts, response_title("Response ", operation));
}

JsonObject write_responses(const OperationInfo& operation, const SchemaRegistry& registry, Components& components) {
  const int status_code = operation.options.status_code.value_or(200);
  JsonObject success;
  success.append("description", operation.options.response_description);
  if (status_code >= 200 && status_code != 204 && status_code != 205 && status_code != 304) {
    success.append("content", json_content(result_schema(operation, registry)));
  }
  JsonObject responses;
  responses.append(std::to_string(status_code), std::move(success));
  for (const auto& [code, spec] : operation.options.responses.entries()) {
    const std::string key = std::to_string(code);
    JsonObject response;
    if (const Json* known = responses.find(key)) response = known->as_object();
    std::string description = spec.description;
    if (description.empty() && response.contains("description")) description = response["description"].as_string();
    if (description.empty()) description = http::reason_phrase(code);
    response.set("description", description.empty() ? "Additional Response" : description);
    if (spec.model != nullptr) {
      const std::string title = response_title("Response " + key + " ", operation);
      response.set("content", json_content(registry.schema(*spec.model, model::no_facts, title)));
    }
    responses.set(key, std::move(response));
  }
  const bool can_fail = !operation.parameters.empty() || !operation.body.empty();
  if (can_fail && !responses.contains("422")) {
    components.validation_error = true;
    JsonObject reference;
    reference.append("$ref", "#/components/schemas/HTTPValidationError");
    JsonObject response;
    response.append("description", "Validation Error");
    response.append("content", json_content(std::move(reference)));
    responses.append("422", std::move(response));
  }
  return responses;
}

// FastAPI's METHODS_WITH_BODY: GET and HEAD are among them.
bool may_have_body(http::Method method) {
  return method != http::Method::options && method != http::Method::trace && method != http::Method::connect;
}

}  // namespace

void add_types(const OperationInfo& operation, SchemaRegistry& registry) {
  for (const auto& parameter : operation.parameters) {
    if (!parameter.info->is_model) registry.add(*parameter.info->type);
    if (!parameter.info->is_model) continue;
    // The model itself is not seen in the document.
    for (const auto& field : parameter.info->type->fields) registry.add(*field.type);
  }
  for (const auto& parameter : operation.body) registry.add(*parameter.info->type);
  if (operation.handler->result.type != nullptr) registry.add(*operation.handler->result.type);
  for (const auto& [code, spec] : operation.options.responses.entries()) {
    if (spec.model != nullptr) registry.add(*spec.model);
  }
}

JsonObject write_operation(const OperationInfo& operation, const SchemaRegistry& registry, Components& components) {
  const RouteOptions& options = operation.options;
  JsonObject out;
  if (!options.tags.items().empty()) {
    JsonArray tags;
    for (const auto& tag : options.tags.items()) tags.push_back(tag);
    out.append("tags", std::move(tags));
  }
  out.append("summary",
             options.summary.empty() ? base::title_case(base::replace_all(operation.name, "_", " ")) : options.summary);
  if (!options.description.empty()) out.append("description", options.description);
  out.append("operationId", operation.operation_id);
  if (options.deprecated) out.append("deprecated", true);
  if (JsonArray parameters = write_parameters(operation, registry); !parameters.empty()) {
    out.append("parameters", std::move(parameters));
  }
  if (!operation.body.empty() && may_have_body(operation.method)) {
    out.append("requestBody", write_request_body(operation, registry, components));
  }
  out.append("responses", write_responses(operation, registry, components));
  return out;
}

}  // namespace talaria::openapi
