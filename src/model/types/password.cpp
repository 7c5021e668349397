#include "model/validators.hpp"

#include <algorithm>

#include <talaria/base/strings.hpp>
#include <talaria/base/utf8.hpp>
#include <talaria/model/types/password.hpp>

namespace talaria {

std::vector<std::string> missed_rules(std::string_view password, const PasswordRules& rules) {
  std::vector<std::string> missed;
  const auto need = [&](bool wanted, auto is_kind, const char* what) {
    if (!wanted || std::any_of(password.begin(), password.end(), is_kind)) return;
    missed.push_back(std::string("Password should have at least one ") + what);
  };
  const auto length = [&](const char* bound, std::size_t limit) {
    missed.push_back(std::string("Password should have at ") + bound + ' ' + std::to_string(limit) + " character" +
                     (limit == 1 ? "" : "s"));
  };
  const std::size_t size = base::count_code_points(password);
  if (size < rules.min_length) length("least", rules.min_length);
  if (size > rules.max_length) length("most", rules.max_length);
  need(rules.lower, [](char c) { return c >= 'a' && c <= 'z'; }, "lowercase letter");
  need(rules.upper, [](char c) { return c >= 'A' && c <= 'Z'; }, "uppercase letter");
  need(rules.digit, base::is_ascii_digit, "digit");
  need(rules.special, [](char c) { return !base::is_ascii_alpha(c) && !base::is_ascii_digit(c); }, "special character");
  return missed;
}

namespace model {

namespace {

const PasswordRules& rules_of(const TypeInfo& type) {
  return static_cast<const PasswordOps&>(*type.custom).rules;
}

}  // namespace

bool validate_password(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail) {
  if (!secret_str_ops.validate(type, facts, input, out, trail)) return false;
  const std::vector<std::string> missed = missed_rules(input.as_string(), rules_of(type));
  for (const std::string& rule : missed) trail.report("value_error", input, JsonObject{{"error", rule}});
  return missed.empty();
}

bool read_password(const TypeInfo& type, const Facts& facts, std::string_view text, void* out) {
  return missed_rules(text, rules_of(type)).empty() && secret_str_ops.read_text(type, facts, text, out);
}

void write_password(const TypeInfo& type, const void* value, const ModelConfig& config, std::string& out) {
  secret_str_ops.write(type, value, config, out);
}

void password_schema(const TypeInfo& type, const Facts& facts, const ModelConfig& config, SchemaMode mode,
                     JsonObject& schema) {
  secret_str_ops.schema(type, facts, config, mode, schema);
  const PasswordRules& rules = rules_of(type);
  if (!facts.has_min_length) schema.append("minLength", rules.min_length);
  if (!facts.has_max_length) schema.append("maxLength", rules.max_length);
}

}  // namespace model

}  // namespace talaria
