#include "model/types/text_lengths.hpp"

#include "model/constraints.hpp"

#include <talaria/base/utf8.hpp>

namespace talaria::model {

bool keeps_to_lengths(const Facts& facts, std::string_view text, const Json& input, Trail& trail) {
  const Constraint broken = facts.has_constraints ? broken_by(facts, text) : Constraint::none;
  if (broken == Constraint::none) return true;
  if (broken == Constraint::pattern) return trail.report(constraint_error(broken, facts, false, trail.loc(), input));
  const bool too_short = broken == Constraint::min_length;
  JsonObject ctx{{"field_type", "Value"}};
  ctx.append(too_short ? "min_length" : "max_length", too_short ? facts.min_length : facts.max_length);
  ctx.append("actual_length", base::count_code_points(text));
  return trail.report(too_short ? "too_short" : "too_long", input, std::move(ctx));
}

bool has_length(const Facts& facts, std::string_view octets, const Json& input, Trail& trail) {
  if (facts.has_min_length && octets.size() < facts.min_length) {
    return trail.report("bytes_too_short", input, JsonObject{{"min_length", facts.min_length}});
  }
  if (facts.has_max_length && octets.size() > facts.max_length) {
    return trail.report("bytes_too_long", input, JsonObject{{"max_length", facts.max_length}});
  }
  return true;
}

}  // namespace talaria::model
