// The timeout of a route, as a layer around it.
#pragma once
#include "app/router_data.hpp"

#include <chrono>

#include <talaria/describe/error_policy.hpp>

namespace talaria::app {

/// Cancels what is behind it after `limit` and answers with 503: the server was not able to, and may be later. (504 is
/// for those who wait for another server.) What that looks like is for `errors`, which must outlive the layer.
[[nodiscard]] LayerEntry time_limit_layer(std::chrono::milliseconds limit, const describe::ErrorPolicy& errors);

}  // namespace talaria::app
