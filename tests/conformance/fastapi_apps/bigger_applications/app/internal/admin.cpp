#include "admin.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace bigger_applications::admin {

Task<Json> update_admin() {
  co_return JsonObject{{"message", "Admin getting schwifty"}};
}

Router router() {
  Router router;
  router.post<update_admin>("/");
  return router;
}

}  // namespace bigger_applications::admin
