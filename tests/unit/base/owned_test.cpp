#include <memory>

#include <gtest/gtest.h>

#include <talaria/base/owned.hpp>

namespace talaria {
namespace {

struct Counted {
  explicit Counted(int& count) : count_(&count) { ++count; }
  Counted(const Counted&) = delete;
  virtual ~Counted() { --*count_; }
  int* count_;
};
struct Derived : Counted {
  using Counted::Counted;
};

TEST(Owned, DestroysWhatItOwns) {
  int count = 0;
  {
    const Owned<Counted> owned = make_owned<Counted, Derived>(count);
    EXPECT_TRUE(owned);
    EXPECT_EQ(count, 1);
  }
  EXPECT_EQ(count, 0);
}

TEST(Owned, AMoveLeavesNothingBehind) {
  int count = 0;
  Owned<Counted> first = make_owned<Counted>(count);
  Owned<Counted> second = std::move(first);
  EXPECT_TRUE(first == nullptr);  // NOLINT(bugprone-use-after-move): that is the question
  second = make_owned<Counted>(count);
  EXPECT_EQ(count, 1);
  second = nullptr;
  EXPECT_EQ(count, 0);
}

TEST(Owned, KnowsHowToDestroyWhatItOwnsAsVoid) {
  int count = 0;
  Owned<void> owned = make_owned<void, Derived>(count);
  owned.reset();
  EXPECT_EQ(count, 0);
}

TEST(Owned, TakesOverFromAUniquePointer) {
  int count = 0;
  Owned<Counted> owned = std::make_unique<Derived>(count);
  EXPECT_EQ(count, 1);
  owned = std::unique_ptr<Counted>();
  EXPECT_FALSE(owned);
  EXPECT_EQ(count, 0);
}

TEST(Owned, GivesItsObjectAway) {
  int count = 0;
  Owned<Counted> owned = make_owned<Counted>(count);
  const auto destroy = owned.destroy();
  Counted* const object = owned.release();
  EXPECT_FALSE(owned);
  destroy(object);
  EXPECT_EQ(count, 0);
}

}  // namespace
}  // namespace talaria
