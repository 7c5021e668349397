// What the compiler accepts; tests/compile_fail has what it refuses.
#include <gtest/gtest.h>

#include <talaria/operation/handler_info.hpp>
#include <talaria/operation/path_check.hpp>

namespace talaria::operation {
namespace {

int tenant(Path<int, "tenant_id">) {
  return 1;
}
Task<Json> read(Path<int, "id", alias{"item_id"}>, Depends<tenant>) {
  co_return nullptr;
}
Task<Json> list() {
  co_return nullptr;
}

TEST(PathFor, TakesCapturesOfTheHandlerAndItsDependenciesByTheirWireNames) {
  constexpr PathFor<handler_info<read>> path("/tenants/{tenant_id:int}/items/{item_id}");
  EXPECT_EQ(path.text(), "/tenants/{tenant_id:int}/items/{item_id}");
}

TEST(PathFor, ACaptureThatAPrefixMayHoldNeedNotBeThere) {
  constexpr PathFor<handler_info<read>> path("/items/{item_id}");
  EXPECT_EQ(path.text(), "/items/{item_id}");
}

TEST(PathFor, AnEmptyPathStandsForThePrefix) {
  constexpr PathFor<handler_info<list>> path("");
  EXPECT_EQ(path.text(), "");
}

}  // namespace
}  // namespace talaria::operation
