#include <string>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/base/state_map.hpp>

namespace talaria {
namespace {

std::vector<std::string> destroyed;
template <int I>
struct Noted {
  explicit Noted(std::string text) : name(std::move(text)) {}
  ~Noted() { destroyed.push_back(name); }
  std::string name;
};

TEST(StateMap, KeepsOneObjectPerType) {
  StateMap state;
  EXPECT_EQ(state.find<int>(), nullptr);
  state.emplace<int>(5);
  state.emplace<std::string>("a");
  EXPECT_EQ(*state.find<int>(), 5);
  state.emplace<int>(6);
  EXPECT_EQ(*state.find<int>(), 6);
  EXPECT_EQ(*state.find<std::string>(), "a");
}

TEST(StateMap, DestroysTheLastMadeFirst) {
  destroyed.clear();
  {
    StateMap state;
    state.emplace<Noted<1>>("engine");
    state.emplace<Noted<2>>("repository");
    state.emplace<Noted<3>>("service");
  }
  EXPECT_THAT(destroyed, ::testing::ElementsAre("service", "repository", "engine"));
}

}  // namespace
}  // namespace talaria
