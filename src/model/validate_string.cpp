#include "model/constraints.hpp"
#include "model/json_write.hpp"
#include "model/number_text.hpp"
#include "model/types/unicode_text.hpp"
#include "model/validators.hpp"

namespace talaria::model {

namespace {

/// Whether a number is taken for its text.
bool takes_numbers(const Facts& facts, const Trail& trail) {
  if (trail.strict(facts)) return false;
  return facts.coerce_numbers_to_str == Setting::inherited ? trail.config().coerce_numbers_to_str
                                                           : facts.coerce_numbers_to_str == Setting::on;
}

/// A number as Python prints it.
std::string number_text(const Json& number) {
  std::string text;
  if (const double* const real = number.if_real()) {
    write_real(text, *real);
  } else {
    text = dump_json(number);
  }
  return text;
}

/// Checks a text against its own limits, or else the model's.
bool keeps_to_limits(const Facts& facts, std::string_view text, const Json& input, Trail& trail) {
  const ModelConfig& config = trail.config();
  const auto check = [&](const Facts& limits) {
    const Constraint broken = broken_by(limits, text);
    return broken == Constraint::none || trail.report(constraint_error(broken, limits, false, trail.loc(), input));
  };
  const bool least = !facts.has_min_length && config.str_min_length != 0;
  const bool most = !facts.has_max_length && config.str_max_length != default_config.str_max_length;
  if (!least && !most) return check(facts);
  Facts limits = facts;
  if (least) limits.min_length = config.str_min_length;
  if (most) limits.max_length = config.str_max_length;
  limits.has_min_length = limits.has_min_length || least;
  limits.has_max_length = limits.has_max_length || most;
  return check(limits);
}

}  // namespace

bool validate_string(const TypeInfo&, const Facts& facts, const Json& input, void* out, Trail& trail) {
  const ModelConfig& config = trail.config();
  std::string converted;
  std::string_view text;
  if (const std::string* const sent = input.if_string()) {
    text = *sent;
  } else if ((input.is_integer() || input.is_real()) && takes_numbers(facts, trail)) {
    trail.lax();
    converted = number_text(input);
    text = converted;
  } else {
    return trail.report("string_type", input);
  }
  if (facts.strip_whitespace || config.str_strip_whitespace) text = trim_unicode(text);
  if (!keeps_to_limits(facts, text, input, trail)) return false;
  // The letters are changed last: patterns see them as they were sent.
  auto& value = *static_cast<std::string*>(out);
  if (facts.to_lower || config.str_to_lower) {
    value = lower_case(text);
  } else if (facts.to_upper || config.str_to_upper) {
    value = upper_case(text);
  } else {
    value = text;
  }
  return true;
}

}  // namespace talaria::model
