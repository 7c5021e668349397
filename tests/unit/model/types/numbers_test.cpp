#include "facts_check.hpp"

#include <talaria/model/types/numbers.hpp>

namespace talaria {
namespace {

template <class F>
void check(const std::string& name) {
  facts_check::check_part<typename F::value_type>("numbers", name, F::facts);
}

TEST(NumbersTest, AreFieldsWithPydanticsLimits) {
  check<PositiveInt>("PositiveInt");
  check<NegativeInt>("NegativeInt");
  check<NonPositiveInt>("NonPositiveInt");
  check<NonNegativeInt>("NonNegativeInt");
  check<PositiveFloat>("PositiveFloat");
  check<NegativeFloat>("NegativeFloat");
  check<NonPositiveFloat>("NonPositiveFloat");
  check<NonNegativeFloat>("NonNegativeFloat");
  check<FiniteFloat>("FiniteFloat");
  check<StrictBool>("StrictBool");
  check<StrictInt>("StrictInt");
  check<StrictFloat>("StrictFloat");
  check<StrictStr>("StrictStr");
}

}  // namespace
}  // namespace talaria
