#include "model/types/counted_bounds.hpp"

#include "model/constraints.hpp"

namespace talaria::model {

bool within_bounds(const Facts& facts, std::int64_t count, std::string (*print)(std::int64_t bound), const Json& input,
                   Trail* trail) {
  if (!facts.has_constraints) return true;
  const Constraint broken = broken_by(facts, WideInteger::of(count));
  if (broken == Constraint::none) return true;
  if (trail == nullptr) return false;
  const ErrorDetail error = constraint_error(broken, facts, false, trail->loc(), input);
  const JsonMember& limit = *error.ctx.begin();
  return trail->report(error.type, input, JsonObject{{limit.name, print(limit.value.as_int())}});
}

}  // namespace talaria::model
