#include <talaria/describe/error_response.hpp>

namespace talaria {

namespace {

std::string dotted(const model::Loc& loc) {
  std::string out;
  for (const model::LocItem& step : loc) {
    if (!out.empty()) out += '.';
    const auto* name = std::get_if<std::string>(&step);
    out += name != nullptr ? *name : std::to_string(std::get<std::int64_t>(step));
  }
  return out;
}

}  // namespace

ErrorResponse error_response(const HTTPException& exception) {
  const Json& detail = exception.detail();
  return {.detail = detail.is_string() ? detail.as_string() : dump_json(detail)};
}

ErrorResponse error_response(const ValidationError& error) {
  ErrorResponse out{.detail = "Validation error"};
  auto& errors = out.errors.emplace();
  for (const model::ErrorDetail& one : error.errors()) {
    ErrorDetail& detail = errors.emplace_back();
    if (!one.loc.empty()) detail.field = dotted(one.loc);
    detail.message = one.msg;
    detail.code = one.type;
  }
  return out;
}

}  // namespace talaria
