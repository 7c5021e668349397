#include <string>

#include <talaria/talaria.hpp>
using namespace talaria;

#ifdef MUST_FAIL
void in_cents(double) {}
#else
int in_cents(double price) {
  return int(price * 100);
}
#endif

struct Item {
  Field<double, serializer<in_cents>> value;
};

Task<Json> create_item(Body<Item>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_item>("/");
}
