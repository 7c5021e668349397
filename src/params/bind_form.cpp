// Parameters from a form: single fields and files, or a model of the whole form.
#include "params/form_files.hpp"
#include "params/received_values.hpp"

#include <talaria/model/validate.hpp>
#include <talaria/params/bind.hpp>
#include <talaria/params/file_types.hpp>

namespace talaria::params {

namespace {

// An empty text, and a file input in which nothing was chosen, count as not sent.
ReceivedValues received(const http::FormData& form, const FormFiles& files) {
  ReceivedValues out;
  for (const auto& entry : form.entries()) {
    out.values.emplace_back(entry.name, files.value_of(entry));
  }
  return out;
}

bool counts(const Json& value) {
  if (const auto* text = value.if_string()) return !text->empty();
  const http::FormEntry* file = FormFiles::find(value);
  return file == nullptr || !file->is_empty_file();
}

// Of a list only empty files are left out; a single value that is empty is none, even if an earlier one was not.
void leave_out_empty(ReceivedValues& received, std::string_view name, const model::TypeInfo& type) {
  const bool list = is_sequence(type);
  const auto last = received.find(name, type);
  if (!last) return;
  const bool none = !list && !counts(*last);
  std::erase_if(received.values, [&](const auto& value) {
    return value.first == name && (none || (list && FormFiles::find(value.second) != nullptr && !counts(value.second)));
  });
}

bool bind_field(const describe::BoundParameter& parameter, ReceivedValues& values, void* out, model::Errors& errors) {
  const auto& [type, facts] = std::tie(*parameter.info->type, *parameter.info->facts);
  leave_out_empty(values, parameter.wire_name, type);
  const auto value = values.find(parameter.wire_name, type);
  const model::Loc loc{"body", parameter.wire_name};
  if (value) return model::validate(type, facts, *value, out, loc, errors, request_validation);
  if (parameter.required) {
    errors.push_back(model::make_error("missing", loc, nullptr));
    return false;
  }
  if (facts.has_default) facts.set_default(out);
  return true;
}

bool bind_model(const describe::BoundParameter& parameter, ReceivedValues& values, void* out, model::Errors& errors) {
  const model::TypeInfo& type = *parameter.info->type;
  for (const auto& field : type.fields) leave_out_empty(values, field.wire_name(), *field.type);
  const Json input = model_input(*parameter.info, values);
  return model::validate(type, *parameter.info->facts, input, out, {"body"}, errors, request_validation);
}

}  // namespace

bool needs_octets(const model::TypeInfo& type) {
  if (type.element != nullptr) return needs_octets(*type.element);
  return type.custom == &octets_ops;
}

bool bind_form(const describe::BoundParameter& parameter, const http::FormData& form, void* out,
               model::Errors& errors) {
  const FormFiles files(form);
  ReceivedValues values = received(form, files);
  const std::size_t before = errors.size();
  const bool bound = parameter.info->is_model ? bind_model(parameter, values, out, errors)
                                              : bind_field(parameter, values, out, errors);
  if (!bound) files.explain(errors, before);
  return bound;
}

Json form_to_json(const http::FormData& form) {
  JsonObject object;
  for (const auto& entry : form.entries()) object.set(entry.name, entry.is_file() ? Json() : Json(entry.text));
  return object;
}

}  // namespace talaria::params
