// OperationInfo: a route as the document sees it. OpenAPI, the route list and the typed clients are readers of it.
#pragma once
#include <cstdint>
#include <optional>
#include <source_location>
#include <string>
#include <vector>

#include <talaria/describe/callable.hpp>
#include <talaria/describe/response_class.hpp>
#include <talaria/describe/route_options.hpp>
#include <talaria/describe/security.hpp>
#include <talaria/http/method.hpp>

namespace talaria::describe {

/// A parameter of an operation with its name on the wire. What binds it and what documents it is this object.
struct BoundParameter {
  const ParameterInfo* info;
  std::string wire_name;
  bool required;
};

/// A route with everything that its app and its routers add: plain data, made when the app freezes.
struct OperationInfo {
  http::Method method;
  /// The whole path with its captures, `/api/v1/users/{user_id}`.
  std::string path;
  /// The path as OpenAPI shows it, without convertors.
  std::string document_path;
  const CallableInfo* handler;
  /// The name of the handler, `read_user`.
  std::string name;
  RouteOptions options;
  /// The class of its responses; never null when frozen.
  const ResponseClassInfo* response_class = nullptr;
  /// What the response is documented and written by: the response model, or else the type of the handler's value. Null
  /// where nothing is known of it.
  const model::TypeInfo* response_type = nullptr;
  /// What of the response's fields is written; nothing: all.
  std::optional<DumpOptions> dump;
  /// `options.operation_id`, or `read_user_users__user_id__get`.
  std::string operation_id;
  /// All parameters in FastAPI's order: path, query, header, cookie; own ones before those of dependencies.
  std::vector<BoundParameter> parameters;
  std::vector<BoundParameter> body;
  /// Whether the body is an object that holds each of `body` under its name.
  bool embed_body = false;
  BodyKind body_kind = BodyKind::json;
  /// The security schemes among its dependencies, each once.
  std::vector<SecurityRequirement> security;
  /// What the access rules among its dependencies ask for.
  std::vector<std::string> access_rules;
  /// What the handler and its dependencies declare that they can fail with, each once: dependencies first.
  std::vector<const ErrorInfo*> errors;
  std::source_location location;
  /// For the document: what the client is sent in turn.
  std::vector<OperationInfo> callbacks;
};

}  // namespace talaria::describe
