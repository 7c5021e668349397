#include <talaria/describe/error_policy.hpp>
#include <talaria/http/status.hpp>
#include <talaria/model/dump.hpp>

namespace talaria {

namespace describe {

Response ErrorPolicy::http_response(const Request& request, const HTTPException& error) const {
  Response response;
  if (http::allows_content(error.status_code())) {
    response = http_error(request, error);
  } else {
    response.status_code = error.status_code();
  }
  for (const auto& [name, value] : error.headers()) response.headers.add(name, value);
  return response;
}

namespace detail {

constinit const ErrorPolicy default_policy = describe_policy<DefaultErrors>();

Response write_error_body(const ErrorBody& body) {
  DumpOptions options;
  options.exclude_none = body.exclude_none;
  Json content = model::to_json(*body.type, body.object, options);
  JsonObject* const object = content.if_object();
  if (object != nullptr && body.members != nullptr) object->update(*body.members);
  return Response(dump_json(content), body.status_code, body.media_type);
}

}  // namespace detail

}  // namespace describe

namespace {

JsonObject string_schema(std::string_view title) {
  return JsonObject{{"type", "string"}, {"title", title}};
}

}  // namespace

Json DefaultErrors::http_error(const Request&, const HTTPException& error) {
  JsonObject content;
  content.append("detail", error.detail());
  content.update(error.members());
  return content;
}

Json DefaultErrors::validation_error(const Request&, const RequestValidationError& error) {
  JsonObject content;
  content.append("detail", model::errors_to_json(error.errors()));
  return content;
}

PlainTextResponse DefaultErrors::server_error(const Request&) {
  return PlainTextResponse("Internal Server Error", 500);
}

JsonObject DefaultErrors::schemas() {
  JsonObject schemas;
  JsonObject step;
  step.append("anyOf", JsonArray{JsonObject{{"type", "string"}}, JsonObject{{"type", "integer"}}});
  JsonObject loc{{"items", step}, {"type", "array"}, {"title", "Location"}};
  JsonObject properties;
  properties.append("loc", std::move(loc));
  properties.append("msg", string_schema("Message"));
  properties.append("type", string_schema("Error Type"));
  properties.append("input", JsonObject{{"title", "Input"}});
  properties.append("ctx", JsonObject{{"type", "object"}, {"title", "Context"}});
  JsonObject error;
  error.append("properties", std::move(properties));
  error.append("type", "object");
  error.append("required", JsonArray{"loc", "msg", "type"});
  error.append("title", "ValidationError");
  schemas.set("ValidationError", std::move(error));

  JsonObject detail;
  detail.append("items", JsonObject{{"$ref", "#/components/schemas/ValidationError"}});
  detail.append("type", "array");
  detail.append("title", "Detail");
  JsonObject errors;
  errors.append("properties", JsonObject{{"detail", std::move(detail)}});
  errors.append("type", "object");
  errors.append("title", "HTTPValidationError");
  schemas.set("HTTPValidationError", std::move(errors));
  return schemas;
}

}  // namespace talaria
