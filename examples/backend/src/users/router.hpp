// The paths of this domain.
#pragma once
#include <talaria/app/router.hpp>

namespace backend::users {

/// `/users` and, below each user, the items.
talaria::Router router();

}  // namespace backend::users
