#include "openapi/error_responses.hpp"

#include "model/scratch.hpp"

#include <algorithm>
#include <optional>

#include <talaria/http/status.hpp>

namespace talaria::openapi {

namespace {

using describe::ErrorInfo;
using describe::ErrorPolicy;
using describe::OperationInfo;
using model::SchemaMode;
using model::SchemaRegistry;

const ResponseMap::Entry* find_entry(const OperationInfo& operation, std::string_view key) {
  const ResponseMap::Entry* found = nullptr;
  for (const auto& entry : operation.options.responses.entries()) {
    if (entry.key.text() == key) found = &entry;
  }
  return found;
}

// Whether the options say what such a response has in it.
bool says_content(const ResponseMap::Entry* entry) {
  return entry != nullptr && (entry->spec.model != nullptr || !entry->spec.content.empty());
}

// What the document says of a validation error unless the options do (FastAPI's rule).
bool documents_validation(const OperationInfo& operation, const ErrorPolicy& errors) {
  if (operation.parameters.empty() && operation.body.empty()) return false;
  return find_entry(operation, std::to_string(errors.validation_status_code)) == nullptr &&
         find_entry(operation, "4XX") == nullptr && find_entry(operation, "default") == nullptr;
}

// The policy's model for a response that the options name without saying what is in it.
const model::TypeInfo* policy_model(const ResponseMap::Entry& entry, const ErrorPolicy& errors) {
  const std::string& key = entry.key.text();
  const bool is_error = key.starts_with('4') || key.starts_with('5') || key == "default";
  if (!is_error || says_content(&entry)) return nullptr;
  if (key == std::to_string(errors.validation_status_code)) return errors.validation_error_model;
  return key == "500" ? errors.server_error_model : errors.http_error_model;
}

// Whether the declared error has members beside `detail`, or one that is no text, so that the policy's model does not
// say all of it.
bool has_members(const ErrorInfo& error) {
  return std::any_of(error.type->fields.begin(), error.type->fields.end(), [](const model::FieldInfo& field) {
    return !field.facts->exclude && (field.wire_name() != "detail" || field.type->kind != model::Kind::string);
  });
}

bool shows_own_model(const ErrorInfo& error, const ErrorPolicy& errors) {
  if (errors.declared_body == DeclaredBody::own) return true;
  return errors.declared_body == DeclaredBody::added && has_members(error);
}

// How a declared error can look: one that was made with nothing said, as the policy answers it.
std::optional<Json> example_of(const ErrorInfo& error, const OperationInfo& operation, const ErrorPolicy& errors) {
  const model::Scratch value(*error.type);
  const HTTPException exception = describe::make_exception({&error, value.get()});
  const std::string* const text = exception.detail().if_string();
  if (text != nullptr && text->empty()) return std::nullopt;
  http::RequestHead head;
  head.method = operation.method;
  head.target = operation.document_path;
  const Request request(head);
  const auto content = parse_json(errors.http_response(request, exception).body);
  return content ? std::optional(*content) : std::nullopt;
}

// One kind of body among those of a status.
struct Alternative {
  Json schema;
  std::string name;
  std::optional<Json> example = {};
};

// All that a status can be answered with.
struct Status {
  int code;
  std::string description;
  std::vector<Alternative> alternatives = {};
};

class Collector {
 public:
  Collector(const OperationInfo& operation, const SchemaRegistry& registry, Components& components)
      : operation_(operation), registry_(registry), components_(components), errors_(components.errors) {}

  std::vector<Status> run() {
    for (const ErrorInfo* const error : operation_.errors) {
      if (!says_content(find_entry(operation_, std::to_string(error->status_code)))) add(*error);
    }
    if (documents_validation(operation_, errors_)) add_validation();
    return std::move(statuses_);
  }

 private:
  Status& status(int code, std::string_view description) {
    const auto known =
        std::find_if(statuses_.begin(), statuses_.end(), [code](const Status& one) { return one.code == code; });
    if (known == statuses_.end()) return statuses_.emplace_back(Status{code, std::string(description)});
    // Of several errors each has its own description, and the phrase of the status stands for all.
    if (known->description != description) known->description = http::reason_phrase(code);
    return *known;
  }

  void add(const ErrorInfo& error) {
    const std::string_view phrase = http::reason_phrase(error.status_code);
    Status& one = status(error.status_code, error.description.empty() ? phrase : error.description);
    one.alternatives.push_back({schema_of(error), std::string(error.name), example_of(error, operation_, errors_)});
  }

  Json schema_of(const ErrorInfo& error) {
    if (!shows_own_model(error, errors_)) return model_schema(errors_.http_error_model);
    if (errors_.declared_body == DeclaredBody::own) return model_schema(error.type);
    JsonObject all;
    all.append("allOf", JsonArray{model_schema(errors_.http_error_model), model_schema(error.type)});
    return all;
  }

  void add_validation() {
    Status& one = status(errors_.validation_status_code, "Validation Error");
    Json schema = model_schema(errors_.validation_error_model);
    if (!errors_.validation_error_schema.empty()) {
      components_.validation_error = true;
      schema = JsonObject{{"$ref", "#/components/schemas/" + std::string(errors_.validation_error_schema)}};
    }
    one.alternatives.insert(one.alternatives.begin(), {std::move(schema), "Validation"});
  }

  Json model_schema(const model::TypeInfo* type) {
    if (type == nullptr) return JsonObject{};
    return registry_.schema(*type, model::no_facts, {}, SchemaMode::serialization);
  }

  const OperationInfo& operation_;
  const SchemaRegistry& registry_;
  Components& components_;
  const ErrorPolicy& errors_;
  std::vector<Status> statuses_;
};

JsonObject write_content(std::string_view media_type, std::vector<Alternative> alternatives) {
  JsonArray schemas;
  JsonObject examples;
  for (Alternative& one : alternatives) {
    if (std::find(schemas.begin(), schemas.end(), one.schema) == schemas.end())
      schemas.push_back(std::move(one.schema));
    if (one.example) examples.set(one.name, JsonObject{{"value", std::move(*one.example)}});
  }
  JsonObject described;
  if (schemas.size() == 1) {
    described.append("schema", std::move(schemas[0]));
  } else {
    described.append("schema", JsonObject{{"anyOf", std::move(schemas)}});
  }
  if (!examples.empty()) described.append("examples", std::move(examples));
  JsonObject content;
  content.append(std::string(media_type), std::move(described));
  return content;
}

}  // namespace

void add_error_types(const OperationInfo& operation, SchemaRegistry& registry, const ErrorPolicy& errors) {
  const auto add = [&registry](const model::TypeInfo* type) {
    if (type != nullptr) registry.add(*type, SchemaMode::serialization);
  };
  for (const auto& entry : operation.options.responses.entries()) add(policy_model(entry, errors));
  for (const ErrorInfo* const error : operation.errors) {
    if (says_content(find_entry(operation, std::to_string(error->status_code)))) continue;
    if (shows_own_model(*error, errors)) add(error->type);
    if (errors.declared_body != DeclaredBody::own) add(errors.http_error_model);
  }
  if (documents_validation(operation, errors)) add(errors.validation_error_model);
}

void add_error_responses(JsonObject& responses, const OperationInfo& operation, const SchemaRegistry& registry,
                         Components& components) {
  const ErrorPolicy& errors = components.errors;
  for (const auto& entry : operation.options.responses.entries()) {
    const model::TypeInfo* const model = policy_model(entry, errors);
    if (model == nullptr || responses[entry.key.text()].as_object().contains("content")) continue;
    Json schema = registry.schema(*model, model::no_facts, {}, SchemaMode::serialization);
    responses[entry.key.text()].as_object().append("content",
                                                   write_content(errors.media_type, {{std::move(schema), {}}}));
  }
  for (Status& status : Collector(operation, registry, components).run()) {
    Json& response = responses[std::to_string(status.code)];
    if (!response.is_object()) response = JsonObject();
    JsonObject& object = response.as_object();
    if (!object.contains("description")) object.append("description", status.description);
    object.set("content", write_content(errors.media_type, std::move(status.alternatives)));
  }
}

}  // namespace talaria::openapi
