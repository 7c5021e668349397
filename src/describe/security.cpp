#include <talaria/describe/security.hpp>

namespace talaria {

SecurityScopes::SecurityScopes(std::vector<std::string> list) : scopes(std::move(list)) {
  for (const std::string& scope : scopes) {
    if (!scope_str.empty()) scope_str += ' ';
    scope_str += scope;
  }
}

}  // namespace talaria
