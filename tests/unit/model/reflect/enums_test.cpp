#include <gtest/gtest.h>

#include <talaria/model/reflect/enums.hpp>

namespace app::inner {
enum class Public : unsigned char { first, second, tenth = 10, last = 63, outside = 64 };
struct Holder {
  enum class Nested { x, y };
};
}  // namespace app::inner

namespace talaria {
namespace {
enum class Hidden { a, b };
enum class Renamed { ac_dc, queen };
enum Plain { one, two };
}  // namespace
}  // namespace talaria

template <>
struct talaria::EnumNames<talaria::Renamed> {
  static constexpr EnumValue values[] = {{"AC/DC", int(Renamed::ac_dc)}, {"Queen", int(Renamed::queen)}};
};
template <>
struct talaria::EnumNames<talaria::Plain> {
  static constexpr EnumValue values[] = {{"two", two}};
  static constexpr bool as_integer = true;
};

namespace talaria::model::reflect {
namespace {

template <class E>
std::string printed() {
  std::string out;
  for (const EnumValue& value : enum_values<E>()) {
    out += std::string(value.name) + "=" + std::to_string(value.value) + " ";
  }
  return out;
}

TEST(EnumValues, AreFoundFromZeroToTheLimit) {
  EXPECT_EQ(printed<app::inner::Public>(), "first=0 second=1 tenth=10 last=63 ");
}

TEST(EnumValues, AreFoundWhereverTheEnumIsDeclared) {
  enum class Local { l, m };
  EXPECT_EQ(printed<Hidden>(), "a=0 b=1 ");
  EXPECT_EQ(printed<Local>(), "l=0 m=1 ");
  EXPECT_EQ(printed<app::inner::Holder::Nested>(), "x=0 y=1 ");
}

TEST(EnumValues, AreTheUsersWhereNamesAreGiven) {
  EXPECT_EQ(printed<Renamed>(), "AC/DC=0 Queen=1 ");
  EXPECT_EQ(printed<Plain>(), "two=1 ");
  EXPECT_FALSE(enum_as_integer<Renamed>());
  EXPECT_TRUE(enum_as_integer<Plain>());
}

}  // namespace
}  // namespace talaria::model::reflect
