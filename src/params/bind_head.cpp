// Path, query, header and cookie parameters.
#include "params/received_values.hpp"

#include <algorithm>
#include <tuple>

#include <talaria/base/strings.hpp>
#include <talaria/describe/wire_name.hpp>
#include <talaria/http/url.hpp>
#include <talaria/model/validate.hpp>
#include <talaria/params/bind.hpp>

namespace talaria::params {

namespace {

using describe::BoundParameter;
using describe::Location;

model::Loc loc_of(const BoundParameter& parameter) {
  return {std::string(describe::location_name(parameter.info->location)), parameter.wire_name};
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
  return model::validate(type, facts, Json(text), out, loc_of(parameter), errors, request_validation);
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
      return request.query_param(parameter.wire_name);
    case Location::cookie:
      return find_last(request.cookies(), parameter.wire_name);
    default:
      return request.headers().get(parameter.wire_name);
  }
}

ReceivedValues received(Location location, const Request& request) {
  ReceivedValues out;
  if (location == Location::header) {
    out.first_counts = out.lower_case = true;
    for (const auto& [name, value] : request.headers()) {
      out.values.emplace_back(base::to_lower(name), http::latin1_to_utf8(value));
    }
    return out;
  }
  out.has_lists = location == Location::query;
  const auto& pairs = location == Location::query ? request.query_params() : request.cookies();
  for (const auto& [name, value] : pairs) out.values.emplace_back(name, value);
  return out;
}

}  // namespace

bool bind_path(const BoundParameter& parameter, std::string_view text, void* out, model::Errors& errors) {
  return bind_text(parameter, text, out, errors);
}

bool bind_head(const BoundParameter& parameter, const Request& request, void* out, model::Errors& errors) {
  const Location location = parameter.info->location;
  const auto& [type, facts] = std::tie(*parameter.info->type, *parameter.info->facts);
  if (parameter.info->is_model) {
    const Json input = model_input(*parameter.info, received(location, request));
    return model::validate(type, facts, input, out, {std::string(describe::location_name(location))}, errors,
                           request_validation);
  }
  // A cookie has one value, and no list can be made of it.
  if (is_sequence(type) && location != Location::cookie) {
    const auto values = received(location, request).find(parameter.wire_name, type);
    if (!values) return bind_absent(parameter, out, errors);
    return model::validate(type, facts, *values, out, loc_of(parameter), errors, request_validation);
  }
  const auto text = find_one(parameter, request);
  if (!text) return bind_absent(parameter, out, errors);
  // Starlette reads a field value as Latin-1, and a handler must get UTF-8. Cookies are read so already.
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (location == Location::header && !std::all_of(text->begin(), text->end(), is_ascii)) {
    return bind_text(parameter, http::latin1_to_utf8(*text), out, errors);
  }
  return bind_text(parameter, *text, out, errors);
}

}  // namespace talaria::params
