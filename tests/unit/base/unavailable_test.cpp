#include <stdexcept>

#include <gtest/gtest.h>

#include <talaria/base/unavailable.hpp>

namespace talaria {
namespace {

class Full : public std::runtime_error, public Unavailable {
 public:
  Full() : std::runtime_error("full") {}
  [[nodiscard]] int retry_after() const noexcept override { return 7; }
};

TEST(Unavailable, IsCaughtBesideTheTypeOfTheException) {
  try {
    throw Full();
  } catch (const Unavailable& unavailable) {
    EXPECT_EQ(unavailable.retry_after(), 7);
  }
  EXPECT_THROW(throw Full(), std::exception);
}

}  // namespace
}  // namespace talaria
