#include <set>
#include <stdexcept>
#include <unordered_set>

#include <gtest/gtest.h>

#include <talaria/model/dump.hpp>
#include <talaria/model/literal.hpp>
#include <talaria/model/validate.hpp>

namespace talaria {
namespace {

enum class Color { red, green };
using Order = Literal<"asc", "desc">;

static_assert(Order() == "asc" && Order("desc").value() == "desc" && Order("desc") != "asc");
static_assert(Literal<1, 2>(2).value() == 2 && Literal<1, 2>(2) == 2 && Literal<1, 2>(1) != true);
static_assert(Literal<true>().value() && Literal<true, false>(false) == false);
static_assert(Literal<Color::green>().value() == Color::green &&
              Literal<Color::red, Color::green>(Color::green) != Color::red);
static_assert(Literal<"a", 1>(1) == 1 && Literal<"a", 1>("a") == "a");
static_assert(Order("asc") < Order("desc"));

TEST(Literal, TakesOnlyItsValues) {
  Order order = "desc";
  EXPECT_EQ(order, std::string("desc"));
  order = std::string("asc");
  EXPECT_EQ(order.index(), 0u);
  EXPECT_THROW(order = std::string("up"), std::invalid_argument);
  EXPECT_EQ(std::unordered_set<Order>({"asc", "desc", "asc"}).size(), 2u);
  EXPECT_EQ(std::set<Order>({"desc", "asc"}).begin()->value(), "asc");
}

TEST(Literal, HasDefaults) {
  struct Listing {
    Field<Order, defaults{"desc"}> order;
    std::optional<Literal<10, 50>> size;
  };
  EXPECT_EQ(Listing().order, "desc");
  EXPECT_EQ(dump_json(model_dump(model_validate_json<Listing>("{}"))), R"({"order":"desc","size":null})");
  EXPECT_EQ(model_validate_json<Listing>(R"({"size":50})").size->value(), 50);
}

TEST(Literal, IsReadFromTheTextOfAParameter) {
  Order order;
  EXPECT_TRUE(model::read_text(model::type_info<Order>, model::no_facts, "desc", &order));
  EXPECT_EQ(order, "desc");
  EXPECT_FALSE(model::read_text(model::type_info<Order>, model::no_facts, "up", &order));
  Literal<1> number;  // as with Pydantic: a text is no number there
  EXPECT_FALSE(model::read_text(model::type_info<Literal<1>>, model::no_facts, "1", &number));
}

}  // namespace
}  // namespace talaria
