#include <talaria/talaria.hpp>
using namespace talaria;

struct Cat {
  Literal<"cat"> pet_type;
};
struct Dog {
#ifdef MUST_FAIL
  Literal<"dog"> kind;
#else
  Literal<"dog"> pet_type;
#endif
};

Task<Json> create_pet(Body<std::variant<Cat, Dog>, "pet", discriminator{"pet_type"}>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_pet>("/");
}
