// docs_src/bigger_applications/app/routers/users.
#pragma once
#include <talaria/app/router.hpp>

namespace bigger_applications::users {

talaria::Router router();

}  // namespace bigger_applications::users
