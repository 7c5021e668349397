#include "openapi/info_writer.hpp"
#include "openapi/operation_writer.hpp"

#include <talaria/base/strings.hpp>
#include <talaria/openapi/document.hpp>

namespace talaria::openapi {

namespace {

JsonArray write_servers(const std::vector<ServerInfo>& servers) {
  JsonArray out;
  for (const auto& server : servers) {
    JsonObject object;
    object.append("url", server.url);
    append_if(object, "description", server.description);
    if (!server.variables.empty()) object.append("variables", server.variables.value());
    out.push_back(std::move(object));
  }
  return out;
}

}  // namespace

Json build_document(const DocumentInfo& info, std::span<const describe::OperationInfo* const> operations,
                    std::span<const describe::OperationInfo> webhooks) {
  model::SchemaRegistry registry("#/components/schemas/", info.separate_input_output_schemas);
  const describe::ErrorPolicy& errors = *info.error_policy;
  for (const auto* operation : operations) add_types(*operation, registry, errors);
  for (const auto& webhook : webhooks) add_types(webhook, registry, errors);

  Components components{errors};
  JsonObject paths;
  for (const auto* operation : operations) {
    const std::string method = base::to_lower(http::method_name(operation->method));
    Json& path = paths[operation->document_path];
    path[method] = write_operation(*operation, registry, components);
  }
  const JsonObject webhook_items = write_path_items(webhooks, registry, components);
  JsonObject schemas = registry.definitions();
  schemas.update(components.body_models);
  if (components.validation_error) schemas.update(errors.schemas());

  JsonObject out;
  out.append("openapi", "3.1.0");
  out.append("info", write_info(info));
  if (!info.servers.empty()) out.append("servers", write_servers(info.servers));
  out.append("paths", std::move(paths));
  if (!webhook_items.empty()) out.append("webhooks", webhook_items);
  JsonObject parts;
  if (!schemas.empty()) parts.append("schemas", sorted(std::move(schemas)));
  if (!components.security_schemes.empty()) parts.append("securitySchemes", components.security_schemes);
  if (!parts.empty()) out.append("components", std::move(parts));
  if (!info.tags.empty()) out.append("tags", write_tags(info.tags));
  if (info.external_docs) out.append("externalDocs", write_external_docs(*info.external_docs));
  Json document = std::move(out);
  drop_nulls(document);
  return document;
}

std::vector<std::string> document_faults(const describe::OperationInfo& operation) {
  std::vector<std::string> faults;
  const auto check = [&](const model::TypeInfo* type) {
    if (type == nullptr) return;
    for (std::string& fault : model::schema_faults(*type)) faults.push_back(std::move(fault));
  };
  const auto check_parameter = [&](const describe::BoundParameter& parameter) {
    for (std::string& fault : model::schema_faults(*parameter.info->facts, parameter.wire_name)) {
      faults.push_back(std::move(fault));
    }
    check(parameter.info->type);
  };
  for (const auto& parameter : operation.parameters) check_parameter(parameter);
  for (const auto& parameter : operation.body) check_parameter(parameter);
  check(operation.response_type);
  for (const auto& [key, response] : operation.options.responses.entries()) check(response.model);
  for (const auto* const error : operation.errors) check(error->type);
  return faults;
}

std::string make_operation_id(std::string_view name, std::string_view path, std::string_view method) {
  std::string id = std::string(name) + std::string(path);
  for (char& c : id) {
    // Letters of other scripts stay, as `\W` leaves them in Python; they are the octets from 0x80 on.
    const bool ascii = static_cast<unsigned char>(c) < 0x80;
    if (ascii && !base::is_ascii_alpha(c) && !base::is_ascii_digit(c) && c != '_') c = '_';
  }
  return id + "_" + base::to_lower(method);
}

}  // namespace talaria::openapi
