#include <talaria/describe/http_exception.hpp>
#include <talaria/security/permissions.hpp>

namespace talaria::detail {

std::string describe_texts(std::string_view what, const RuleTexts& texts, std::string_view separator) {
  std::string out(what);
  std::string_view between;
  for (const std::string_view text : texts.items()) {
    out.append(between).append(text);
    between = separator;
  }
  return out;
}

HTTPException access_refused() {
  return HTTPException(403, "Not enough permissions");
}

}  // namespace talaria::detail
