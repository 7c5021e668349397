// The OpenAPI 3.1 document: a pure function of the operations, worded as FastAPI words it.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <talaria/describe/error_policy.hpp>
#include <talaria/describe/operation_info.hpp>
#include <talaria/model/json.hpp>
#include <talaria/openapi/metadata.hpp>

namespace talaria {

namespace openapi {

/// The head of the document.
struct DocumentInfo {
  std::string title = "FastAPI";
  std::string version = "0.1.0";
  std::string summary = {};
  std::string description = {};
  std::string terms_of_service = {};
  std::optional<Contact> contact = {};
  std::optional<License> license = {};
  std::vector<Tag> tags = {};
  std::vector<ServerInfo> servers = {};
  std::optional<ExternalDocs> external_docs = {};
  /// Whether a model that is written otherwise than it is read has two schemas.
  bool separate_input_output_schemas = true;
  /// What the bodies of errors look like; never null.
  const describe::ErrorPolicy* error_policy = talaria::error_policy<DefaultErrors>;
};

/// The document of those operations, in their order. Of several for one path and method the last one is shown.
[[nodiscard]] Json build_document(const DocumentInfo& info, std::span<const describe::OperationInfo* const> operations,
                                  std::span<const describe::OperationInfo> webhooks = {});

/// What is wrong with the JSON texts that an operation's parameters, bodies and models bring along; one line for each.
[[nodiscard]] std::vector<std::string> document_faults(const describe::OperationInfo& operation);

/// FastAPI's operation id: name and path with `_` for all but letters and digits, then the method in lower case.
[[nodiscard]] std::string make_operation_id(std::string_view name, std::string_view path, std::string_view method);

}  // namespace openapi

}  // namespace talaria
