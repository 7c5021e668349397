// What the document needs to know of a route beside its parameters, and routes that stand in the document only.
#include "app/frozen.hpp"

#include <talaria/openapi/document.hpp>

namespace talaria::app {

namespace {

// As of any route, but nothing of it is ever called, so no fault of its plan matters.
describe::OperationInfo document_route(const DocumentedRoute& route) {
  describe::OperationInfo info;
  info.method = route.method;
  info.path = info.document_path = route.path;
  info.handler = route.handler;
  info.name = route.options.name.empty() ? std::string(route.handler->name) : route.options.name;
  info.options = route.options;
  complete_info(info);
  const std::vector<std::string> no_captures;
  const DependencyOverrides no_overrides;
  const operation::PlanRequest request{route.handler, nullptr,       &info.options.dependencies.items(),
                                       &no_captures,  &no_overrides, nullptr};
  std::vector<std::string> ignored;
  const operation::Plan plan = operation::compile_plan(request, ignored);
  operation::collect_parameters(plan, info);
  operation::collect_security(plan, info);
  operation::collect_errors(plan, info);
  info.callbacks = document_routes(route.options.callbacks);
  return info;
}

std::optional<DumpOptions> dump_options(const describe::OperationInfo& info) {
  const RouteOptions& options = info.options;
  const bool all = options.response_model_include.empty() && options.response_model_exclude.empty() &&
                   options.response_model_by_alias && !options.response_model_exclude_unset &&
                   !options.response_model_exclude_defaults && !options.response_model_exclude_none;
  // As in FastAPI: what no model describes is written whole.
  if (all || info.response_type == nullptr) return std::nullopt;
  DumpOptions dump;
  dump.include = options.response_model_include;
  dump.exclude = options.response_model_exclude;
  dump.by_alias = options.response_model_by_alias;
  dump.exclude_unset = options.response_model_exclude_unset;
  dump.exclude_defaults = options.response_model_exclude_defaults;
  dump.exclude_none = options.response_model_exclude_none;
  return dump;
}

}  // namespace

std::string default_unique_id(const describe::OperationInfo& route) {
  return openapi::make_operation_id(route.name, route.document_path, http::method_name(route.method));
}

void complete_info(describe::OperationInfo& info) {
  RouteOptions& options = info.options;
  if (options.response_class == nullptr) options.response_class = response_class<JSONResponse>;
  if (options.generate_unique_id_function == nullptr) options.generate_unique_id_function = &default_unique_id;
  info.response_class = options.response_class;
  info.response_type = options.response_model;
  const describe::ResultInfo& result = info.handler->result;
  if (info.response_type == nullptr) info.response_type = result.type;
  // Texts that are streamed as they are have no model.
  if (result.stream != nullptr && info.response_class->make_of_stream != nullptr &&
      !info.response_class->is_event_stream) {
    info.response_type = nullptr;
  }
  if (info.response_type != nullptr && info.response_type->kind == model::Kind::any) info.response_type = nullptr;
  info.dump = dump_options(info);
  info.operation_id = options.operation_id ? *options.operation_id : options.generate_unique_id_function(info);
}

std::vector<describe::OperationInfo> document_routes(const DocumentedRoutes& routes) {
  std::vector<describe::OperationInfo> documented;
  for (const auto& route : routes.routes()) {
    if (route.options.include_in_schema) documented.push_back(document_route(route));
  }
  return documented;
}

}  // namespace talaria::app
