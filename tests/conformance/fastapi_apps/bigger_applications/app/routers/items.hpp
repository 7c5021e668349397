// docs_src/bigger_applications/app/routers/items.
#pragma once
#include <talaria/app/router.hpp>

namespace bigger_applications::items {

talaria::Router router();

}  // namespace bigger_applications::items
