// The paths of this domain.
#pragma once
#include <talaria/app/router.hpp>

namespace backend::items {

/// `/items`: what all users offer.
talaria::Router router();

}  // namespace backend::items
