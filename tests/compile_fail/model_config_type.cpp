#include <talaria/talaria.hpp>
using namespace talaria;

struct Item {
  std::string name;
#ifdef MUST_FAIL
  static constexpr Extra model_config = Extra::forbid;
#else
  static constexpr ModelConfig model_config{.extra = Extra::forbid};
#endif
};

Task<Json> create_item(Body<Item>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_item>("/");
}
