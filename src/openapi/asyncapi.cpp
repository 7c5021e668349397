#include "openapi/info_writer.hpp"
#include "openapi/operation_writer.hpp"

#include <algorithm>
#include <set>

#include <talaria/base/strings.hpp>
#include <talaria/openapi/asyncapi.hpp>

namespace talaria::openapi {

namespace {

using describe::OperationInfo;
using model::SchemaRegistry;
using model::TypeInfo;

JsonObject reference(std::string path) {
  return JsonObject{{"$ref", "#/" + std::move(path)}};
}

// --- JSON Schema 2020-12, as OpenAPI has it, to AsyncAPI's own schemas, which are those of draft 07.

void to_draft_07(Json& schema);

void each_to_draft_07(Json& schemas) {
  if (JsonArray* const items = schemas.if_array()) {
    for (Json& item : *items) to_draft_07(item);
  } else if (JsonObject* const members = schemas.if_object()) {
    for (auto& member : *members) to_draft_07(member.value);
  }
}

void to_draft_07(Json& schema) {
  JsonObject* const object = schema.if_object();
  if (object == nullptr) return;
  for (auto& [name, value] : *object) {
    if (name == "properties" || name == "patternProperties" || name == "$defs" || name == "anyOf" || name == "oneOf" ||
        name == "allOf" || name == "prefixItems") {
      each_to_draft_07(value);
    } else if (name == "items" || name == "additionalProperties" || name == "propertyNames" || name == "not" ||
               name == "contentSchema") {
      to_draft_07(value);
    }
  }
  // There a discriminator is the name of the property alone.
  if (Json* const discriminator = object->find("discriminator");
      discriminator != nullptr && discriminator->is_object()) {
    Json name = (*discriminator)["propertyName"];
    *discriminator = std::move(name);
  }
  if (const Json* const tuple = object->find("prefixItems")) {
    Json items = *tuple;
    object->erase("prefixItems");
    object->set("items", std::move(items));
  }
}

Json in_draft_07(Json schema) {
  to_draft_07(schema);
  return schema;
}

// --- security: the schemes have other names than in OpenAPI, and hold the scopes that are asked for.

Json scheme_of(const JsonObject& definition) {
  JsonObject scheme = definition;
  const Json* const type = definition.find("type");
  const std::string kind = type != nullptr && type->is_string() ? type->as_string() : std::string();
  if (kind == "apiKey") scheme.set("type", "httpApiKey");
  if (kind == "mutualTLS") scheme.set("type", "X509");
  Json* const flows = scheme.find("flows");
  if (kind != "oauth2" || flows == nullptr || !flows->is_object()) return scheme;
  for (auto& flow : flows->as_object()) {
    JsonObject& members = flow.value.as_object();
    Json scopes = members["scopes"].is_object() ? members["scopes"] : Json(JsonObject());
    members.erase("scopes");
    members.set("availableScopes", std::move(scopes));
  }
  return scheme;
}

JsonArray write_security(const OperationInfo& operation, JsonObject& schemes) {
  JsonArray out;
  for (const describe::SecurityRequirement& requirement : operation.security) {
    Json scheme = scheme_of(requirement.definition);
    schemes.set(requirement.name, scheme);
    if (requirement.scopes.empty()) {
      out.push_back(reference("components/securitySchemes/" + requirement.name));
      continue;
    }
    JsonArray scopes;
    for (const std::string& scope : requirement.scopes) scopes.push_back(scope);
    scheme.as_object().set("scopes", std::move(scopes));
    out.push_back(std::move(scheme));
  }
  return out;
}

// --- servers: OpenAPI's URLs in their parts.

JsonObject write_servers(const std::vector<ServerInfo>& servers) {
  JsonObject out;
  for (const ServerInfo& server : servers) {
    const auto scheme_end = server.url.find("://");
    if (scheme_end == std::string::npos) continue;  // relative to the document, which has no word for that here
    const bool secure = base::to_lower(server.url.substr(0, scheme_end)) == "https";
    const std::string rest = server.url.substr(scheme_end + 3);
    const auto path = rest.find('/');
    JsonObject object;
    object.append("host", rest.substr(0, path));
    object.append("protocol", secure ? "wss" : "ws");
    if (path != std::string::npos && path + 1 < rest.size()) object.append("pathname", rest.substr(path));
    append_if(object, "description", server.description);
    if (!server.variables.empty()) object.append("variables", server.variables.value());
    out.append("server" + std::to_string(out.size() + 1), std::move(object));
  }
  return out;
}

JsonArray tag_names(const OperationInfo& operation) {
  JsonArray tags;
  for (const auto& tag : operation.options.tags.items()) tags.push_back(JsonObject{{"name", tag}});
  return tags;
}

// Letters, digits and a few signs, as the keys of components are.
std::string as_key(std::string text) {
  for (char& c : text) {
    const bool fits = base::is_ascii_alpha(c) || base::is_ascii_digit(c) || c == '_' || c == '-' || c == '.';
    if (!fits) c = '_';
  }
  return text;
}

/// One document on its way.
class Writer {
 public:
  Writer(const DocumentInfo& info, std::span<const OperationInfo* const> websockets)
      : info_(info), registry_("#/components/schemas/", info.separate_input_output_schemas) {
    for (const OperationInfo* const operation : websockets) {
      add_parameter_types(*operation, registry_);
      const describe::ParameterInfo* const socket = find_websocket(*operation->handler);
      if (socket == nullptr || socket->type == nullptr) continue;
      registry_.add(*socket->type);
      registry_.add(*socket->sends, SchemaMode::serialization);
    }
    for (const OperationInfo* const operation : websockets) add(*operation);
  }

  [[nodiscard]] Json document() {
    JsonObject out;
    out.append("asyncapi", "3.0.0");
    out.append("info", info_object());
    if (JsonObject servers = write_servers(info_.servers); !servers.empty()) out.append("servers", std::move(servers));
    out.append("defaultContentType", "application/json");
    out.append("channels", std::move(channels_));
    out.append("operations", std::move(operations_));
    JsonObject components;
    if (!messages_.empty()) components.append("messages", sorted(std::move(messages_)));
    Json schemas = registry_.definitions();
    each_to_draft_07(schemas);
    if (!schemas.as_object().empty()) components.append("schemas", std::move(schemas));
    if (!schemes_.empty()) components.append("securitySchemes", std::move(schemes_));
    if (!components.empty()) out.append("components", std::move(components));
    Json document = std::move(out);
    drop_nulls(document);
    return document;
  }

 private:
  // As in OpenAPI, but for what AsyncAPI does not have.
  JsonObject info_object() const {
    JsonObject out = write_info(info_);
    if (const Json* const summary = out.find("summary")) {
      Json text = *summary;
      out.erase("summary");
      if (!out.contains("description")) out.set("description", std::move(text));
    }
    if (Json* const license = out.find("license")) license->as_object().erase("identifier");
    if (!info_.tags.empty()) out.append("tags", write_tags(info_.tags));
    if (info_.external_docs) out.append("externalDocs", write_external_docs(*info_.external_docs));
    return out;
  }

  void add(const OperationInfo& operation) {
    const std::string id = unique_id(operation);
    const describe::ParameterInfo* const socket = find_websocket(*operation.handler);
    const bool typed = socket != nullptr && socket->type != nullptr;
    const std::vector<std::string> received =
        typed ? add_messages(*socket->type, SchemaMode::validation, id + "_received") : any_message();
    const std::vector<std::string> sent =
        typed ? add_messages(*socket->sends, SchemaMode::serialization, id + "_sent") : any_message();
    channels_.append(id, write_channel(operation, received, sent));
    operations_.append(id + "_receive", write_operation_of(operation, id, "receive", received));
    operations_.append(id + "_send", write_operation_of(operation, id, "send", sent));
  }

  std::string unique_id(const OperationInfo& operation) {
    const std::string name = as_key(operation.options.operation_id.value_or(operation.name));
    std::string id = name;
    for (int i = 2; !ids_.insert(id).second; ++i) id = name + "_" + std::to_string(i);
    return id;
  }

  // A message for each alternative of a variant, so that each has its name.
  std::vector<std::string> add_messages(const TypeInfo& type, SchemaMode mode, const std::string& otherwise) {
    std::vector<std::string> names;
    if (type.kind == model::Kind::variant) {
      for (const auto& part : type.variant->alternatives) {
        const std::string numbered = otherwise + "_" + std::to_string(names.size() + 1);
        names.push_back(add_message(*part.type, mode, numbered));
      }
    } else {
      names.push_back(add_message(type, mode, otherwise));
    }
    return names;
  }

  std::string add_message(const TypeInfo& type, SchemaMode mode, const std::string& otherwise) {
    const bool named = type.kind == model::Kind::object;
    const std::string name = as_key(named ? registry_.name_of(type, mode) : otherwise);
    JsonObject message;
    message.append("name", name);
    message.append("title", named ? std::string(type.name) : model::title_from_name(otherwise));
    message.append("contentType", "application/json");
    message.append("payload", in_draft_07(registry_.schema(type, model::no_facts, model::title_from_name(name), mode)));
    messages_.set(name, std::move(message));
    return name;
  }

  std::vector<std::string> any_message() {
    messages_.set("AnyMessage", JsonObject{{"name", "AnyMessage"},
                                           {"title", "Any message"},
                                           {"summary", "A text or octets, of which the app says no more."}});
    return {"AnyMessage"};
  }

  Json write_channel(const OperationInfo& operation, const std::vector<std::string>& received,
                     const std::vector<std::string>& sent) const {
    const RouteOptions& options = operation.options;
    JsonObject out;
    out.append("address", operation.document_path);
    out.append("title", title_of(operation));
    append_if(out, "description", options.description);
    JsonObject messages;
    for (const auto* const names : {&received, &sent}) {
      for (const std::string& name : *names) messages.set(name, reference("components/messages/" + name));
    }
    out.append("messages", std::move(messages));
    if (JsonArray tags = tag_names(operation); !tags.empty()) out.append("tags", std::move(tags));
    add_parameters(out, write_parameters(operation, registry_));
    return out;
  }

  // Those of the path are the channel's; those of the handshake belong to the protocol, and a cookie to nobody.
  static void add_parameters(JsonObject& channel, const JsonArray& parameters) {
    JsonObject of_path;
    JsonObject binding{{"method", "GET"}};
    for (const auto& [place, member] : {std::pair("query", "query"), std::pair("header", "headers")}) {
      if (Json schema = object_of(parameters, place); !schema.is_null()) binding.append(member, std::move(schema));
    }
    for (const Json& parameter : parameters) {
      if (parameter["in"] == "path") of_path.append(parameter["name"].as_string(), path_parameter(parameter));
    }
    binding.append("bindingVersion", "0.1.0");
    if (!of_path.empty()) channel.append("parameters", std::move(of_path));
    channel.append("bindings", JsonObject{{"ws", std::move(binding)}});
    if (Json cookies = object_of(parameters, "cookie"); !cookies.is_null()) {
      channel.append("x-cookies", std::move(cookies));
    }
  }

  // The parameters of one place as an object that has them as its properties.
  static Json object_of(const JsonArray& parameters, std::string_view place) {
    JsonObject properties;
    JsonArray required;
    for (const Json& parameter : parameters) {
      if (parameter["in"] != place) continue;
      Json schema = in_draft_07(parameter["schema"]);
      if (const Json* const text = parameter.as_object().find("description")) {
        schema.as_object().set("description", *text);
      }
      properties.append(parameter["name"].as_string(), std::move(schema));
      if (parameter["required"] == true) required.push_back(parameter["name"]);
    }
    if (properties.empty()) return {};
    JsonObject out{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) out.append("required", std::move(required));
    return out;
  }

  // A Parameter Object has no schema, for it is a part of an address: only texts.
  static Json path_parameter(const Json& parameter) {
    JsonObject out;
    if (const Json* const text = parameter.as_object().find("description")) out.append("description", *text);
    const JsonObject& schema = parameter["schema"].as_object();
    for (const char* name : {"enum", "examples"}) {
      const Json* const values = schema.find(name);
      if (values == nullptr || !values->is_array()) continue;
      JsonArray texts;
      for (const Json& value : values->as_array()) texts.push_back(value.is_string() ? value : Json(dump_json(value)));
      out.append(name, std::move(texts));
    }
    out.append("x-schema", in_draft_07(parameter["schema"]));
    return out;
  }

  Json write_operation_of(const OperationInfo& operation, const std::string& id, const char* action,
                          const std::vector<std::string>& names) {
    JsonObject out;
    out.append("action", action);
    out.append("channel", reference("channels/" + id));
    out.append("title", title_of(operation));
    if (JsonArray security = write_security(operation, schemes_); !security.empty()) {
      out.append("security", std::move(security));
    }
    if (JsonArray tags = tag_names(operation); !tags.empty()) out.append("tags", std::move(tags));
    JsonArray messages;
    for (const std::string& name : names) messages.push_back(reference("channels/" + id + "/messages/" + name));
    out.append("messages", std::move(messages));
    if (operation.options.deprecated) out.append("x-deprecated", true);
    return out;
  }

  static std::string title_of(const OperationInfo& operation) {
    return operation.options.summary.empty() ? base::title_case(base::replace_all(operation.name, "_", " "))
                                             : operation.options.summary;
  }

  const DocumentInfo& info_;
  SchemaRegistry registry_;
  std::set<std::string> ids_;
  JsonObject channels_;
  JsonObject operations_;
  JsonObject messages_;
  JsonObject schemes_;
};

}  // namespace

const describe::ParameterInfo* find_websocket(const describe::CallableInfo& callable) {
  for (const describe::ParameterInfo& parameter : callable.parameters) {
    if (parameter.location == describe::Location::websocket) return &parameter;
  }
  for (const describe::ParameterInfo& parameter : callable.parameters) {
    if (parameter.dependency == nullptr) continue;
    if (const auto* const found = find_websocket(*parameter.dependency)) return found;
  }
  return nullptr;
}

Json build_asyncapi_document(const DocumentInfo& info, std::span<const OperationInfo* const> websockets) {
  return Writer(info, websockets).document();
}

}  // namespace talaria::openapi
