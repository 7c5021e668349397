// Plan: in which order what is bound and called for one operation, and where everything lies in the request's frame.
// Compiled once when the app freezes; a request only fills it in.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <talaria/base/state_map.hpp>
#include <talaria/describe/operation_info.hpp>
#include <talaria/operation/overrides.hpp>

namespace talaria::operation {

/// Where an argument of a call comes from.
struct PlanArgument {
  const describe::ParameterInfo* info;
  describe::BoundParameter bound;  ///< path to body
  std::size_t offset = 0;          ///< path to body: of its value in the frame
  std::size_t capture = 0;         ///< path: which capture of the route
  std::size_t node = 0;            ///< dependency: which node's result
  void* state = nullptr;           ///< state: the object
  SecurityScopes scopes = {};      ///< scopes: the value
};

/// One call: a dependency, or as the last one the handler.
struct PlanNode {
  const describe::CallableInfo* callable;
  const void* object = nullptr;  ///< the callable object, where there is one
  std::vector<PlanArgument> arguments;
  describe::Scope scope = describe::Scope::request;
  std::vector<std::string> oauth_scopes = {};  ///< those of all who depend on it and its own
  bool needs_body = false;                     ///< itself or what it depends on reads the body
  std::size_t arguments_offset = 0;            ///< of the array of argument addresses in the frame
  std::size_t result_offset = 0;               ///< of the result of a blocking or immediate callable in the frame
  /// Arguments by where they come from, in the order in which FastAPI reports errors.
  std::vector<std::uint16_t> binding_order = {};
};

/// The calls of one operation.
struct Plan {
  std::vector<PlanNode> nodes;  ///< dependencies before who needs them; the handler last
  /// Nodes in the order in which FastAPI would report their errors; a shared dependency stands once per mention.
  std::vector<std::size_t> error_order;
  /// The nodes of the dependencies of app, routers and route.
  std::vector<std::size_t> route_dependencies;
  std::size_t frame_size = 0;   ///< octets for values, results and argument addresses
  std::size_t value_count = 0;  ///< how many values and results may have to be destroyed
  bool has_body = false;
  bool embed_body = false;
  describe::BodyKind body_kind = describe::BodyKind::json;
  std::vector<std::string> loaded_files;  ///< names of form files whose octets parameters take
  bool has_resources = false;
  /// The one parameter that takes the whole body, as indices of node and argument; not set when there are several.
  std::optional<std::pair<std::size_t, std::size_t>> whole_body;
  std::uint32_t overrides_version = 0;
};

/// What a plan is made of.
struct PlanRequest {
  const describe::CallableInfo* handler;
  const void* object;
  const std::vector<DependencyRef>* dependencies;  ///< of app, routers and route, in this order
  const std::vector<std::string>* captures;        ///< of the path
  const DependencyOverrides* overrides;
  const StateMap* state;      ///< nullptr: states are not looked up (for the document)
  bool is_websocket = false;  ///< the handler leads a conversation
};

/// Makes a plan; problems (a Path parameter without a capture, a State that is not there, a dependency with scope
/// `request` that needs one with scope `function`) are appended as sentences.
[[nodiscard]] Plan compile_plan(const PlanRequest& request, std::vector<std::string>& problems);

/// The parameters of a plan for the document: FastAPI's order is path, query, header, cookie, and within each the
/// handler's own ones before those of its dependencies.
void collect_parameters(const Plan& plan, describe::OperationInfo& info);

/// The security schemes and access rules of a plan for the document and the access matrix: depth first, in the order of
/// mention; a scheme stands once, with the scopes of all its mentions.
void collect_security(const Plan& plan, describe::OperationInfo& info);

/// The declared errors of all calls of a plan.
void collect_errors(const Plan& plan, describe::OperationInfo& info);

}  // namespace talaria::operation
