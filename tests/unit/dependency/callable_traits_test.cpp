#include <string>

#include <gtest/gtest.h>

#include <talaria/dependency/callable_traits.hpp>

namespace talaria::dependency {
namespace {

using Plain = int (*)(std::string);
using PlainNoexcept = int (*)(std::string) noexcept;
using Coroutine = Task<double> (*)();
using ResourceFunction = Resource<std::string> (*)(int, int);
using ByReference = const std::string& (*)();

struct Checker {
  int value = 0;
  bool operator()(int) const;
};
struct MutableChecker {
  bool operator()(int);
};
struct Overloaded {
  bool operator()(int) const;
  bool operator()(double) const;
};
struct Nothing {};

template <class F>
inline constexpr bool known = CallableTraits<F>::known;

TEST(CallableTraits, KnowsWhatHasOneSignature) {
  const auto lambda = [](int, double) { return 1; };
  static_assert(known<Plain>);
  static_assert(known<PlainNoexcept>);
  static_assert(known<Checker>);
  static_assert(known<const Checker&>);
  static_assert(known<const Checker*>);
  static_assert(known<MutableChecker>);
  static_assert(known<decltype(lambda)>);
  static_assert(std::is_same_v<CallableTraits<Plain>::Arguments, TypeList<std::string>>);
  static_assert(std::is_same_v<CallableTraits<decltype(lambda)>::Arguments, TypeList<int, double>>);
  EXPECT_EQ(CallableTraits<ResourceFunction>::Arguments::size, 2u);
  static_cast<void>(lambda);
}

TEST(CallableTraits, DoesNotKnowOverloadsTemplatesAndValues) {
  const auto generic = [](auto) { return 1; };
  static_assert(!known<Overloaded>);
  static_assert(!known<decltype(generic)>);
  static_assert(!known<Nothing>);
  EXPECT_FALSE(known<int>);
  static_cast<void>(generic);
}

TEST(CallableTraits, TheValueIsWhatTheCallerGets) {
  static_assert(std::is_same_v<ValueOf<Plain>, int>);
  static_assert(std::is_same_v<ValueOf<Coroutine>, double>);
  static_assert(std::is_same_v<ValueOf<ResourceFunction>, std::string>);
  static_assert(std::is_same_v<ValueOf<ByReference>, std::string>);
  EXPECT_EQ(detail::ResultTraits<Task<int>>::execution, describe::Execution::coroutine);
  EXPECT_EQ(detail::ResultTraits<Resource<int>>::execution, describe::Execution::resource);
  EXPECT_EQ(detail::ResultTraits<int>::execution, describe::Execution::blocking);
}

}  // namespace
}  // namespace talaria::dependency
