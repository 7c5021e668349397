// Request::json(): declared with the request, which knows no JSON, and defined where requests and models meet.
#include <talaria/describe/http_exception.hpp>
#include <talaria/http/request.hpp>
#include <talaria/model/json.hpp>

namespace talaria {

Task<Json> Request::json() {
  const std::string_view octets = co_await body();
  auto parsed = parse_json(octets);
  if (parsed) co_return std::move(parsed).value();
  JsonObject reason;
  reason.append("error", parsed.error().message);
  model::Loc loc{"body", static_cast<std::int64_t>(parsed.error().offset)};
  model::Errors errors;
  errors.push_back(model::make_error("json_invalid", std::move(loc), JsonObject{}, std::move(reason)));
  throw RequestValidationError(std::move(errors), octets);
}

}  // namespace talaria
