#include <memory>

#include <talaria/talaria.hpp>
using namespace talaria;

struct alignas(64) Matrix {
  float values[16] = {};
};

#ifdef MUST_FAIL
Matrix make_matrix() {
  return {};
}
#else
std::unique_ptr<Matrix> make_matrix() {
  return std::make_unique<Matrix>();
}
#endif

Task<Json> handler(Depends<make_matrix>) {
  co_return nullptr;
}

void add(App& app) {
  app.get<handler>("/");
}
