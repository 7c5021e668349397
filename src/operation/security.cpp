// What of a plan is security, for the document and the access matrix.
#include <algorithm>

#include <talaria/operation/plan.hpp>

namespace talaria::operation {

namespace {

using describe::SecurityRequirement;

class Collector {
 public:
  Collector(const Plan& plan, describe::OperationInfo& info)
      : plan_(plan), info_(info), visited_(plan.nodes.size(), false) {}

  void run() {
    for (const std::size_t dependency : plan_.route_dependencies) visit(dependency);
    visit_dependencies(plan_.nodes.back());
  }

 private:
  void visit(std::size_t index) {
    if (visited_[index]) return;
    visited_[index] = true;
    const PlanNode& node = plan_.nodes[index];
    if (node.callable->security != nullptr) add(*node.callable, node.oauth_scopes);
    if (node.callable->access_rule != nullptr)
      info_.access_rules.push_back(node.callable->access_rule->describe_rule());
    visit_dependencies(node);
  }

  void visit_dependencies(const PlanNode& node) {
    for (const PlanArgument& argument : node.arguments) {
      if (argument.info->location == describe::Location::dependency) visit(argument.node);
    }
  }

  // Schemes of one name are one, as in FastAPI; what the later one says of itself counts.
  void add(const describe::CallableInfo& scheme, const std::vector<std::string>& scopes) {
    const std::string_view own_name = scheme.security->scheme_name();
    const std::string_view name = own_name.empty() ? scheme.security_class : own_name;
    auto& list = info_.security;
    auto found = std::find_if(list.begin(), list.end(), [&](const auto& known) { return known.name == name; });
    if (found == list.end()) found = list.insert(list.end(), SecurityRequirement{std::string(name), {}, {}});
    found->definition = scheme.security->definition();
    for (const std::string& scope : scopes) {
      const bool known = std::find(found->scopes.begin(), found->scopes.end(), scope) != found->scopes.end();
      if (!known) found->scopes.push_back(scope);
    }
  }

  const Plan& plan_;
  describe::OperationInfo& info_;
  std::vector<bool> visited_;
};

}  // namespace

void collect_security(const Plan& plan, describe::OperationInfo& info) {
  Collector(plan, info).run();
}

}  // namespace talaria::operation
