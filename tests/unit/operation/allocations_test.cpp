// How often memory is asked for while a response is made: a typed value is written straight from the object.
#include "operation/make_response.hpp"

#include <atomic>
#include <cstdlib>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/operation/handler_info.hpp>

namespace {
std::atomic<std::size_t> allocations = 0;
}

// The program's own, so that all that the library asks for is counted.
void* operator new(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* const memory = std::malloc(size != 0 ? size : 1)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace talaria::operation_test {
namespace {

struct Part {
  std::string name;
  std::optional<double> weight;
};
struct Product {
  int id;
  std::string name;
  std::vector<Part> parts;
};
std::vector<Product> list_products() {
  return {};
}

std::size_t allocations_of_response(std::vector<Product> products) {
  describe::OperationInfo info;
  info.handler = &operation::handler_info<list_products>;
  info.response_class = response_class<JSONResponse>;
  const std::size_t before = allocations;
  std::optional<Response> response;
  operation::make_response(info, &products, nullptr, response);
  const std::size_t count = allocations - before;
  EXPECT_TRUE(response->body.starts_with(R"([{"id":1,"name":"a name that is long enough to be allocated")"));
  return count;
}

TEST(Allocations, OfAResponseAreThoseOfItsText) {
  const Product product{1, "a name that is long enough to be allocated", {{"wheel", 1.5}, {"frame", std::nullopt}}};
  const std::size_t of_one = allocations_of_response({product});
  const std::size_t of_thousand = allocations_of_response(std::vector<Product>(1000, product));
  // A text of a hundred octets, and one of 128 KiB: each grows by doubling and nothing else is made.
  EXPECT_LE(of_one, 5u);
  EXPECT_LE(of_thousand, 16u);
}

}  // namespace
}  // namespace talaria::operation_test
