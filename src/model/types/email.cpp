#include "model/json_write.hpp"
#include "model/types/email_text.hpp"
#include "model/types/text_lengths.hpp"
#include "model/validators.hpp"

#include <talaria/model/types/email.hpp>

namespace talaria {

EmailStr EmailStr::parse(std::string_view text) {
  model::EmailText address;
  std::string error;
  if (!model::parse_email(text, address, error)) throw ValueError("value is not a valid email address: " + error);
  return address.local + '@' + address.domain;
}

std::string NameEmail::to_string() const {
  const bool quote = name.find('@') != std::string::npos;
  return (quote ? '"' + name + '"' : name) + " <" + email + '>';
}

namespace model {

namespace {

bool parse_or_report(const Json& input, EmailText& out, Trail& trail) {
  std::string error;
  if (parse_email(input.as_string(), out, error)) return true;
  return trail.report({"value_error", trail.loc(), "value is not a valid email address: " + error, input,
                       JsonObject{{"reason", error}}});
}

bool validate_email(const TypeInfo&, const Facts& facts, const Json& input, void* out, Trail& trail) {
  if (!input.is_string()) return trail.report("string_type", input);
  EmailText address;
  if (!parse_or_report(input, address, trail)) return false;
  std::string text = address.local + '@' + address.domain;
  if (!keeps_to_lengths(facts, text, input, trail)) return false;
  static_cast<std::string&>(*static_cast<EmailStr*>(out)) = std::move(text);
  return true;
}

bool read_email(const TypeInfo&, const Facts& facts, std::string_view text, void* out) {
  return !facts.has_constraints && read_plain_email(text, *static_cast<EmailStr*>(out));
}

void write_email(const TypeInfo&, const void* value, const ModelConfig&, std::string& out) {
  write_string(out, *static_cast<const EmailStr*>(value));
}

template <FixedString Format>
void email_schema(const TypeInfo&, const Facts& facts, const ModelConfig&, SchemaMode, JsonObject& schema) {
  schema.append("type", "string");
  schema.append("format", Format.view());
  if (facts.has_max_length) schema.append("maxLength", facts.max_length);
  if (facts.has_min_length) schema.append("minLength", facts.min_length);
}

bool validate_name_email(const TypeInfo&, const Facts& facts, const Json& input, void* out, Trail& trail) {
  if (!input.is_string()) {
    if (trail.strict(facts)) return trail.report("string_type", input);
    return trail.report({"name_email_type", trail.loc(), "Input is not a valid NameEmail", input, {}});
  }
  EmailText address;
  if (!parse_or_report(input, address, trail)) return false;
  auto& value = *static_cast<NameEmail*>(out);
  value.name = address.name.empty() ? address.local : std::move(address.name);
  value.email = address.local + '@' + address.domain;
  return true;
}

void write_name_email(const TypeInfo&, const void* value, const ModelConfig&, std::string& out) {
  write_string(out, static_cast<const NameEmail*>(value)->to_string());
}

}  // namespace

constinit const CustomOps email_ops{validate_email, read_email, write_email, email_schema<"email">, true};
constinit const CustomOps name_email_ops{validate_name_email, nullptr, write_name_email, email_schema<"name-email">,
                                         true};

}  // namespace model

}  // namespace talaria
