// Bounds of values that are compared as whole numbers: dates, times, spans.
#pragma once
#include "model/validators.hpp"

#include <cstdint>
#include <string>

namespace talaria::model {

/// Whether a value with that count keeps to the bounds of its facts. Reports on the trail, if there is one, with the
/// bound as `print` words it.
bool within_bounds(const Facts& facts, std::int64_t count, std::string (*print)(std::int64_t bound), const Json& input,
                   Trail* trail);

}  // namespace talaria::model
