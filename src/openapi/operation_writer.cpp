#include "openapi/operation_writer.hpp"

#include "openapi/error_responses.hpp"

#include <optional>

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

// The named examples of a parameter or a media type.
void add_examples(JsonObject& out, const model::Facts& facts) {
  if (facts.openapi_examples.empty()) return;
  const auto examples = parse_json(facts.openapi_examples);
  if (examples && examples->is_object() && !examples->as_object().empty()) out.append("examples", *examples);
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
  add_examples(out, facts);
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

// A single body says it with the fact media_type; several JSON bodies have to agree, and fields of forms do not count.
std::string_view body_media_type(const OperationInfo& operation) {
  const std::string_view first = operation.body.front().info->facts->media_type;
  bool agreed = !operation.embed_body || operation.body_kind == describe::BodyKind::json;
  for (const auto& parameter : operation.body) agreed = agreed && parameter.info->facts->media_type == first;
  if (agreed && !first.empty()) return first;
  if (operation.body_kind == describe::BodyKind::lines) return "application/jsonl";
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
  JsonArray models;
  JsonArray required;
  for (const auto& parameter : operation.body) {
    if (parameter.info->is_model) {
      models.push_back(registry.schema(*parameter.info->type, *parameter.info->facts, {}));
      continue;
    }
    properties.set(parameter.wire_name,
                   registry.schema(*parameter.info->type, *parameter.info->facts, member_title(parameter)));
    if (parameter.required) required.push_back(parameter.wire_name);
  }
  JsonObject model;
  if (!models.empty()) model.append("allOf", std::move(models));
  if (!properties.empty()) model.append("properties", std::move(properties));
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
  // Of a stream, each item has the schema, as in stream_content().
  const bool streams = operation.body_kind == describe::BodyKind::lines;
  JsonObject media_type{{streams ? "itemSchema" : "schema", std::move(schema)}};
  const model::Facts& facts = *operation.body.front().info->facts;
  if (!operation.embed_body && !streams) add_examples(media_type, facts);
  JsonObject content;
  content.append(std::string(body_media_type(operation)), std::move(media_type));
  JsonObject body;
  if (required) body.append("required", true);
  body.append("content", std::move(content));
  return body;
}

// The empty segment of a path ending in a slash leaves two blanks, and FastAPI keeps both.
std::string response_title(const std::string& prefix, const OperationInfo& operation) {
  return prefix + base::replace_all(base::title_case(operation.operation_id), "_", " ");
}

Json result_schema(const OperationInfo& operation, const SchemaRegistry& registry) {
  if (!operation.response_class->is_json) return JsonObject{{"type", "string"}};
  if (operation.response_type == nullptr) return JsonObject{};
  return registry.schema(*operation.response_type, model::no_facts, response_title("Response ", operation),
                         SchemaMode::serialization);
}

// FastAPI's deep_dict_update: objects are merged, arrays put one behind the other, everything else is replaced.
void merge(JsonObject& into, const JsonObject& from) {
  for (const auto& [name, value] : from) {
    Json* const known = into.find(name);
    if (known != nullptr && known->is_object() && value.is_object()) {
      merge(known->as_object(), value.as_object());
    } else if (known != nullptr && known->is_array() && value.is_array()) {
      for (const auto& item : value.as_array()) known->as_array().push_back(item);
    } else {
      into.set(name, value);
    }
  }
}

JsonObject object_of(Json& value) {
  return value.is_object() ? std::move(value.as_object()) : JsonObject();
}

// A response as the options give it, without its description.
JsonObject write_parts(const ResponseMap::Entry& entry, const OperationInfo& operation,
                       const SchemaRegistry& registry) {
  JsonObject out;
  if (!entry.spec.content.empty()) out.append("content", entry.spec.content.value());
  if (!entry.spec.headers.empty()) out.append("headers", entry.spec.headers.value());
  if (!entry.spec.links.empty()) out.append("links", entry.spec.links.value());
  if (entry.spec.model != nullptr) {
    const std::string_view own = operation.response_class->media_type;
    const std::string media_type(own.empty() ? "application/json" : own);
    const std::string title = response_title("Response " + entry.key.text() + " ", operation);
    JsonObject schema;
    schema.append("schema", registry.schema(*entry.spec.model, model::no_facts, title, SchemaMode::serialization));
    JsonObject content;
    content.append(media_type, std::move(schema));
    JsonObject with_model;
    with_model.append("content", std::move(content));
    merge(out, with_model);
  }
  return out;
}

// What FastAPI says of a response without a description.
std::string default_description(const ResponseKey& key) {
  constexpr std::pair<std::string_view, std::string_view> ranges[] = {
      {"1XX", "Information"},  {"2XX", "Success"},      {"3XX", "Redirection"},
      {"4XX", "Client Error"}, {"5XX", "Server Error"}, {"default", "Default Response"},
  };
  for (const auto& [range, text] : ranges) {
    if (key.text() == range) return std::string(text);
  }
  const std::string_view reason = http::reason_phrase(key.status_code());
  return std::string(reason.empty() ? "Additional Response" : reason);
}

void add_response(JsonObject& responses, const ResponseMap::Entry& entry, const OperationInfo& operation,
                  const SchemaRegistry& registry) {
  JsonObject response = object_of(responses[entry.key.text()]);
  std::string description = entry.spec.description;
  if (description.empty() && response.contains("description")) description = response["description"].as_string();
  if (description.empty()) description = default_description(entry.key);
  merge(response, write_parts(entry, operation, registry));
  response.set("description", description);
  responses.set(entry.key.text(), std::move(response));
}

// FastAPI's schema of an event; `data` holds JSON of that schema, or any text.
Json event_schema(std::optional<Json> data) {
  JsonObject text{{"type", "string"}};
  JsonObject properties;
  if (data) {
    JsonObject of_json = text;
    of_json.append("contentMediaType", "application/json");
    of_json.append("contentSchema", std::move(*data));
    properties.append("data", std::move(of_json));
  } else {
    properties.append("data", text);
  }
  properties.append("event", text);
  properties.append("id", text);
  properties.append("retry", JsonObject{{"type", "integer"}, {"minimum", 0}});
  JsonObject schema{{"type", "object"}};
  schema.append("properties", std::move(properties));
  if (data) schema.append("required", JsonArray{"data"});
  return schema;
}

// JSON Lines and events: each item has the schema, not the whole.
JsonObject stream_content(const OperationInfo& operation, const SchemaRegistry& registry) {
  std::optional<Json> item;
  if (operation.response_type != nullptr) {
    item = registry.schema(*operation.response_type, model::no_facts, response_title("Streamitem ", operation),
                           SchemaMode::serialization);
  }
  const bool events = operation.response_class->is_event_stream;
  JsonObject described;
  described.append("itemSchema", events ? event_schema(std::move(item)) : std::move(item).value_or(JsonObject{}));
  JsonObject content;
  content.append(events ? "text/event-stream" : "application/jsonl", std::move(described));
  return content;
}

// Whether the values of a stream are sent as JSON, one by one.
bool streams_items(const OperationInfo& operation) {
  const describe::ResponseClassInfo& response_class = *operation.response_class;
  return operation.handler->result.stream != nullptr &&
         (response_class.is_event_stream || response_class.make_of_stream == nullptr);
}

JsonObject write_success(const OperationInfo& operation, const SchemaRegistry& registry, int status_code) {
  JsonObject success;
  success.append("description", operation.options.response_description);
  if (!http::allows_content(status_code)) return success;
  if (streams_items(operation)) {
    success.append("content", stream_content(operation, registry));
  } else if (!operation.response_class->media_type.empty()) {
    JsonObject schema;
    schema.append("schema", result_schema(operation, registry));
    JsonObject content;
    content.append(std::string(operation.response_class->media_type), std::move(schema));
    success.append("content", std::move(content));
  }
  return success;
}

JsonObject write_responses(const OperationInfo& operation, const SchemaRegistry& registry, Components& components) {
  const int status_code = operation.options.status_code.value_or(operation.response_class->status_code);
  JsonObject responses;
  responses.append(std::to_string(status_code), write_success(operation, registry, status_code));
  for (const auto& entry : operation.options.responses.entries()) add_response(responses, entry, operation, registry);
  add_error_responses(responses, operation, registry, components);
  return responses;
}

JsonArray write_security(const OperationInfo& operation, Components& components) {
  JsonArray out;
  for (const describe::SecurityRequirement& scheme : operation.security) {
    components.security_schemes.set(scheme.name, scheme.definition);
    JsonArray scopes;
    for (const std::string& scope : scheme.scopes) scopes.push_back(scope);
    JsonObject requirement;
    requirement.append(scheme.name, std::move(scopes));
    out.push_back(std::move(requirement));
  }
  return out;
}

// FastAPI's METHODS_WITH_BODY: GET and HEAD are among them.
bool may_have_body(http::Method method) {
  return method != http::Method::options && method != http::Method::trace && method != http::Method::connect;
}

}  // namespace

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

void add_parameter_types(const OperationInfo& operation, SchemaRegistry& registry) {
  for (const auto& parameter : operation.parameters) {
    if (!parameter.info->is_model) registry.add(*parameter.info->type);
    if (!parameter.info->is_model) continue;
    // The model itself is not seen in the document.
    for (const auto& field : parameter.info->type->fields) registry.add(*field.type);
  }
}

void add_types(const OperationInfo& operation, SchemaRegistry& registry, const describe::ErrorPolicy& errors) {
  add_parameter_types(operation, registry);
  for (const auto& parameter : operation.body) registry.add(*parameter.info->type);
  if (operation.response_type != nullptr) registry.add(*operation.response_type, SchemaMode::serialization);
  for (const auto& [key, spec] : operation.options.responses.entries()) {
    if (spec.model != nullptr) registry.add(*spec.model, SchemaMode::serialization);
  }
  add_error_types(operation, registry, errors);
  for (const auto& callback : operation.callbacks) add_types(callback, registry, errors);
}

JsonObject write_path_items(std::span<const OperationInfo> operations, const SchemaRegistry& registry,
                            Components& components) {
  JsonObject items;
  for (const auto& operation : operations) {
    const std::string method = base::to_lower(http::method_name(operation.method));
    items[operation.document_path][method] = write_operation(operation, registry, components);
  }
  return items;
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
  if (JsonArray security = write_security(operation, components); !security.empty()) {
    out.append("security", std::move(security));
  }
  if (JsonArray parameters = write_parameters(operation, registry); !parameters.empty()) {
    out.append("parameters", std::move(parameters));
  }
  if (!operation.body.empty() && may_have_body(operation.method)) {
    out.append("requestBody", write_request_body(operation, registry, components));
  }
  if (!operation.callbacks.empty()) {
    JsonObject callbacks;
    for (const auto& callback : operation.callbacks) {
      callbacks.set(callback.name, write_path_items({&callback, 1}, registry, components));
    }
    out.append("callbacks", std::move(callbacks));
  }
  out.append("responses", write_responses(operation, registry, components));
  if (const JsonObject* const extra = options.openapi_extra.value().if_object()) merge(out, *extra);
  return out;
}

}  // namespace talaria::openapi
