#include "throw_count.hpp"

#include <cstdlib>
#include <cxxabi.h>
#include <dlfcn.h>

namespace talaria::operation_test {

std::size_t thrown = 0;

}  // namespace talaria::operation_test

// Every throw calls this (Itanium C++ ABI 2.4.3); it counts, and leaves the rest to the library's own.
extern "C" void __cxxabiv1::__cxa_throw(void* exception, std::type_info* type, void (*destroy)(void*)) {
  ++talaria::operation_test::thrown;
  using Throw = void (*)(void*, std::type_info*, void (*)(void*));
  reinterpret_cast<Throw>(dlsym(RTLD_NEXT, "__cxa_throw"))(exception, type, destroy);
  std::abort();
}
