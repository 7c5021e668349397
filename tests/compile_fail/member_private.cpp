#include <talaria/talaria.hpp>
using namespace talaria;

class Money {
 public:
  int cents() const { return cents_; }

 private:
  int cents_ = 0;
};

struct Item {
  std::string name;
#ifdef MUST_FAIL
  Money price;
#else
  double price;
#endif
};

Task<Json> create_item(Body<Item>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_item>("/");
}
