#include "http/weight.hpp"

#include <gtest/gtest.h>

namespace talaria::http {
namespace {

TEST(Weight, IsInThousandths) {
  EXPECT_EQ(weight_of(""), 1000);
  EXPECT_EQ(weight_of(" q=0.5"), 500);
  EXPECT_EQ(weight_of("Q=0.125 "), 125);
  EXPECT_EQ(weight_of("q=1.000"), 1000);
  EXPECT_EQ(weight_of("q=0"), 0);
  EXPECT_EQ(weight_of("q=0."), 0);
}

TEST(Weight, OrNone) {
  for (const char* const text : {"q", "q=", "q=2", "q=1.001", "q=0.1234", "q=.5", "q=0,5", "q=0.x", "level=1", "x"}) {
    EXPECT_EQ(weight_of(text), -1) << text;
  }
}

TEST(Weight, GoesWithANameInAList) {
  std::string_view list = " de ;q=0.5,es , ;q=1";
  Weighted item = take_weighted(list);
  EXPECT_EQ(item.name, "de");
  EXPECT_EQ(item.weight, 500);
  item = take_weighted(list);
  EXPECT_EQ(item.name, "es");
  EXPECT_EQ(item.weight, 1000);
  item = take_weighted(list);
  EXPECT_EQ(item.name, "");
  EXPECT_TRUE(list.empty());
}

}  // namespace
}  // namespace talaria::http
