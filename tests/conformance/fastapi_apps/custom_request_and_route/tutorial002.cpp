// docs_src/custom_request_and_route/tutorial002: a failed request whose body is told.
#include "tutorial.hpp"

#include <cstdint>
#include <numeric>
#include <optional>
#include <string_view>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_request_and_route::tutorial002 {

Task<Response> validation_error_logging_route(Request& request, Next next) {
  std::optional<RequestValidationError> error;
  try {
    Response response = co_await next(request);
    co_return response;
  } catch (const RequestValidationError& invalid) {
    error = invalid;
  }
  const std::string_view body = co_await request.body();
  throw HTTPException{422, JsonObject{{"errors", model::errors_to_json(error->errors())}, {"body", body}}};
}

Task<Json> sum_numbers(Body<std::vector<std::int64_t>, "numbers"> numbers) {
  co_return std::accumulate(numbers->begin(), numbers->end(), std::int64_t{0});
}

void register_routes(App& app) {
  app.post<sum_numbers>("/");
}

const Tutorial tutorial{
    "docs_src.custom_request_and_route.tutorial002", register_routes, {.route_class = validation_error_logging_route}};

}  // namespace custom_request_and_route::tutorial002
