// The JSON body: whole into one parameter, or taken apart by name.
#include "params/received_values.hpp"

#include <talaria/base/strings.hpp>
#include <talaria/describe/http_exception.hpp>
#include <talaria/http/media_type.hpp>
#include <talaria/model/validate.hpp>
#include <talaria/params/bind.hpp>

namespace talaria::params {

namespace {

using describe::BoundParameter;

bool is_json_media_type(std::string_view content_type) {
  constexpr std::string_view application = "application/";
  constexpr std::string_view suffix = "+json";
  const std::string_view type = http::media_type_in(content_type);
  if (!base::iequals(type.substr(0, application.size()), application)) return false;
  const std::string_view subtype = type.substr(application.size());
  return base::iequals(subtype, "json") ||
         (subtype.size() >= suffix.size() && base::iequals(subtype.substr(subtype.size() - suffix.size()), suffix));
}

FieldsSet* fields_set_of(const BoundParameter& parameter, void* out) {
  return parameter.info->fields_set != nullptr ? parameter.info->fields_set(out) : nullptr;
}

bool bind_value(const BoundParameter& parameter, const Json* value, model::Loc loc, void* out, model::Errors& errors) {
  const model::Facts& facts = *parameter.info->facts;
  // FastAPI takes null for "not sent": a required parameter is missing then, another one has its default.
  if (value == nullptr || value->is_null()) {
    if (parameter.required) {
      errors.push_back(model::make_error("missing", std::move(loc), nullptr));
      return false;
    }
    if (facts.has_default) facts.set_default(out);
    return true;
  }
  model::ValidationOptions options = request_validation;
  options.fields_set = fields_set_of(parameter, out);
  return model::validate(*parameter.info->type, facts, *value, out, loc, errors, options);
}

}  // namespace

JsonBody::JsonBody(std::string_view octets, std::optional<std::string_view> content_type, bool strict_content_type)
    : octets_(octets),
      is_json_(content_type && !content_type->empty() ? is_json_media_type(*content_type) : !strict_content_type) {}

bool JsonBody::parse(model::Errors& errors) {
  if (parsed_ || octets_.empty()) return true;
  parsed_ = true;
  if (!is_json_) {
    value_ = octets_;
    return true;
  }
  auto parsed = parse_json(octets_);
  if (parsed) {
    value_ = std::move(parsed).value();
    return true;
  }
  // A decoding error is no JSONDecodeError in Python, and FastAPI answers such errors without details.
  if (parsed.error().fault != JsonError::Fault::syntax) {
    throw HTTPException(400, "There was an error parsing the body");
  }
  value_ = octets_;  // what an exception handler sees as the body
  JsonObject reason;
  reason.append("error", parsed.error().message);
  model::ErrorDetail error = model::make_error(
      "json_invalid", {"body", static_cast<std::int64_t>(parsed.error().offset)}, JsonObject{}, std::move(reason));
  errors.push_back(std::move(error));
  return false;
}

bool bind_whole_body_fast(const BoundParameter& parameter, const JsonBody& body, void* out) {
  // Null means "not sent" to FastAPI, whatever the type makes of it; that is bind_value's business.
  return body.is_json() && base::trim(body.octets()) != "null" &&
         model::read_json(*parameter.info->type, *parameter.info->facts, body.octets(), out,
                          fields_set_of(parameter, out));
}

bool bind_body(const BoundParameter& parameter, const JsonBody& body, bool embedded, void* out, model::Errors& errors) {
  if (!embedded) return bind_value(parameter, &body.value(), {"body"}, out, errors);
  model::Loc loc{"body", parameter.wire_name};
  // JSON that is neither an object nor null has no members, not even those that have a default; other content counts as
  // none.
  const JsonObject* object = body.value().if_object();
  if (object == nullptr && body.is_json() && !body.value().is_null()) {
    errors.push_back(model::make_error("missing", std::move(loc), nullptr));
    return false;
  }
  return bind_value(parameter, object ? object->find(parameter.wire_name) : nullptr, std::move(loc), out, errors);
}

}  // namespace talaria::params
