// How often something was thrown in this program.
#pragma once
#include <cstddef>

namespace talaria::operation_test {

extern std::size_t thrown;

}  // namespace talaria::operation_test
