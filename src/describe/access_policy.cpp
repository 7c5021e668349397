#include <talaria/describe/access_policy.hpp>

namespace talaria::describe {

namespace {

void append_part(std::string& out, const std::string& part) {
  if (!out.empty()) out += ", ";
  out += part;
}

}  // namespace

bool has_access_policy(const OperationInfo& operation) {
  return operation.options.is_public || !operation.security.empty() || !operation.access_rules.empty();
}

std::string access_policy_text(const OperationInfo& operation) {
  std::string out;
  if (operation.options.is_public) append_part(out, "public");
  for (const SecurityRequirement& scheme : operation.security) {
    const std::string scopes = SecurityScopes(scheme.scopes).scope_str;
    append_part(out, scopes.empty() ? scheme.name : scheme.name + " (" + scopes + ")");
  }
  for (const std::string& rule : operation.access_rules) append_part(out, rule);
  return out.empty() ? "-" : out;
}

}  // namespace talaria::describe
