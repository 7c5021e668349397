// docs_src/bigger_applications/app/internal/admin.
#pragma once
#include <talaria/app/router.hpp>

namespace bigger_applications::admin {

talaria::Router router();

}  // namespace bigger_applications::admin
