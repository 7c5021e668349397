// Path, query, header and cookie parameters.
#include <algorithm>

#include <talaria/base/strings.hpp>
#include <talaria/describe/wire_name.hpp>
#include <talaria/http/url.hpp>
#include <talaria/model/validate.hpp>
#include <talaria/params/bind.hpp>

namespace talaria::params {

namespace {

using describe::BoundParameter;
using describe::Location;
using model::Kind;

model::Loc loc_of(const BoundParameter& parameter) {
  return {std::string(describe::location_name(parameter.info->location)), parameter.wire_name};
}

bool is_sequence(const model::TypeInfo& type) {
  if (type.kind == Kind::optional) return is_sequence(*type.element);
  return type.kind == Kind::list || type.kind == Kind::set || type.kind == Kind::tuple || type.kind == Kind::json_array;
}

bool bind_absent(const BoundParameter& parameter, void* out, model::Errors& errors) {
  const model::Facts& facts = *parameter.info->facts;
  if (parameter.required) {
    errors.push_back(model::make_error("missing", loc_of(parameter), nullptr));
    return false;
  }
  if (facts.has_default) facts.set_default(out);
  return true;
}

// A value that read_text did not take is validated again, slowly, on a fresh object that says what is wrong.
bool bind_text(const BoundParameter& parameter, std::string_view text, void* out, model::Errors& errors) {
  const auto& [type, facts] = std::tie(*parameter.info->type, *parameter.info->facts);
  if (model::read_text(type, facts, text, out)) return true;
  type.ops.destroy(out);
  type.ops.construct(out);
  return model::validate(type, facts, Json(text), out, loc_of(parameter), errors);
}

// The last value of a name counts, as in Starlette's multi-dict; for fields, the first one.
std::optional<std::string_view> find_last(const Request::Pairs& pairs, std::string_view name) {
  for (auto pair = pairs.rbegin(); pair != pairs.rend(); ++pair) {
    if (pair->first == name) return pair->second;
  }
  return std::nullopt;
}

std::optional<std::string_view> find_one(const BoundParameter& parameter, const Request& request) {
  switch (parameter.info->location) {
    case Location::query:
      return find_last(request.query_params(), parameter.wire_name);
    case Location::cookie:
      return find_last(request.cookies(), parameter.wire_name);
    default:
      return request.headers().get(parameter.wire_name);
  }
}

JsonArray find_all(const BoundParameter& parameter, const Request& request) {
  JsonArray values;
  if (parameter.info->location == Location::header) {
    for (const auto value : request.headers().get_all(parameter.wire_name))
      values.push_back(http::latin1_to_utf8(value));
  } else {
    for (const auto& [name, value] : request.query_params()) {
      if (name == parameter.wire_name) values.push_back(value);
    }
  }
  return values;
}

}  // namespace

bool bind_path(const BoundParameter& parameter, std::string_view text, void* out, model::Errors& errors) {
  return bind_text(parameter, text, out, errors);
}

bool bind_head(const BoundParameter& parameter, const Request& request, void* out, model::Errors& errors) {
  // A cookie has one value, and no list can be made of it.
  if (is_sequence(*parameter.info->type) && parameter.info->location != Location::cookie) {
    JsonArray values = find_all(parameter, request);
    if (values.empty()) return bind_absent(parameter, out, errors);
    return model::validate(*parameter.info->type, *parameter.info->facts, Json(std::move(values)), out,
                           loc_of(parameter), errors);
  }
  const auto text = find_one(parameter, request);
  if (!text) return bind_absent(parameter, out, errors);
  // Starlette reads a field value as Latin-1, and a handler must get UTF-8. Cookies are read so already.
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (parameter.info->location == Location::header && !std::all_of(text->begin(), text->end(), is_ascii)) {
    return bind_text(parameter, http::latin1_to_utf8(*text), out, errors);
  }
  return bind_text(parameter, *text, out, errors);
}

}  // namespace talaria::params
