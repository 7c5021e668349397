#include <talaria/talaria.hpp>
using namespace talaria;

struct Item {
  double price = 0;
#ifndef MUST_FAIL
  Field<JsonObject, extra_fields> extra;
#endif
  static constexpr ModelConfig model_config{.extra = Extra::allow};
};

Task<Json> create_item(Body<Item>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_item>("/");
}
