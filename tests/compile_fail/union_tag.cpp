#include <talaria/talaria.hpp>
using namespace talaria;

struct Cat {
  Literal<"cat"> pet_type;
};
struct Dog {
#ifdef MUST_FAIL
  std::string pet_type;
#else
  Literal<"dog"> pet_type;
#endif
};
struct Owner {
  Field<std::variant<Cat, Dog>, discriminator{"pet_type"}> pet;
};

Task<Json> create_owner(Body<Owner>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create_owner>("/");
}
