#include <gtest/gtest.h>

#include <talaria/async/context.hpp>
#include <talaria/async/run_sync.hpp>

namespace talaria::async {
namespace {

void count(void* argument) {
  ++*static_cast<int*>(argument);
}

TEST(Context, CallsWhatWasRegisteredOnce) {
  Context context;
  int calls = 0;
  CancelCallback one;
  CancelCallback two;
  one.set(&context, count, &calls);
  two.set(&context, count, &calls);
  context.cancel();
  context.cancel();
  EXPECT_EQ(calls, 2);
  EXPECT_TRUE(context.cancelled());
  EXPECT_THROW(context.throw_if_cancelled(), Cancelled);
}

TEST(Context, ForgetsWhatWasTakenBack) {
  Context context;
  int calls = 0;
  CancelCallback one;
  CancelCallback two;
  CancelCallback three;
  one.set(&context, count, &calls);
  two.set(&context, count, &calls);
  three.set(&context, count, &calls);
  two.remove();
  one.remove();
  context.cancel();
  EXPECT_EQ(calls, 1);
}

TEST(Context, LetsACallbackTakeBackAnother) {
  Context context;
  CancelCallback first;
  CancelCallback second;
  const auto take_back = [](void* other) { static_cast<CancelCallback*>(other)->remove(); };
  int calls = 0;
  second.set(&context, count, &calls);
  first.set(&context, take_back, &second);
  context.cancel();
  EXPECT_EQ(calls, 0);
}

TEST(Context, IsCancelledWithItsParent) {
  Context parent;
  Context child(&parent);
  Context grandchild(&child);
  EXPECT_FALSE(grandchild.cancelled());
  parent.cancel();
  EXPECT_TRUE(child.cancelled());
  EXPECT_TRUE(grandchild.cancelled());
  const Context late(&parent);
  EXPECT_TRUE(late.cancelled());
}

TEST(Context, DoesNotCancelItsParent) {
  Context parent;
  Context child(&parent);
  child.cancel();
  EXPECT_FALSE(parent.cancelled());
}

TEST(Context, IsInheritedByWhatIsAwaited) {
  const auto inner = []() -> Task<Context*> { co_return co_await current_context(); };
  const auto outer = [](auto make) -> Task<bool> {
    Context* const mine = co_await current_context();
    Context* const its = co_await make();
    Context other(mine);
    auto task = make();
    Context* const another = co_await detail::under(other, task);
    co_return mine != nullptr&& mine == its&& another == &other;
  };
  EXPECT_TRUE(run_until_complete(outer(inner)));
}

}  // namespace
}  // namespace talaria::async
