#include <talaria/talaria.hpp>
using namespace talaria;

namespace porting {

// [ported]
struct Order {
  std::string article;
  Field<int, gt{0}> amount;
  std::optional<std::string> note = {};
};

Task<Json> read_order(Path<int, "order_id"> order_id, Query<bool, "brief", defaults{false}> brief) {
  co_return JsonObject{{"order_id", *order_id}, {"brief", *brief}};
}

Task<Order> create_order(Body<Order> order) {
  co_return *order;
}
// [/ported]

void set_up(App& app) {
  // [routes]
  app.get<read_order>("/orders/{order_id}");
  app.post<create_order>("/orders/", {.status_code = 201});
  // [/routes]
}

}  // namespace porting
