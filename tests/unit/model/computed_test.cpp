#include <cctype>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include <talaria/model/computed.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/model/validate.hpp>

namespace computed_test {

std::int64_t in_cents(double price) {
  return static_cast<std::int64_t>(price * 100);
}
std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(c));
  return text;
}
std::string or_dash(const std::optional<std::string>& text) {
  return text.value_or("-");
}

}  // namespace computed_test

namespace talaria {
namespace {

using namespace computed_test;

struct Box {
  int w = 0;
  int h = 0;
  int area() const { return w * h; }
  std::optional<int> perimeter() const { return std::nullopt; }
  static constexpr ComputedFields computed_fields{computed<&Box::area>,
                                                  computed<&Box::perimeter, alias{"per"}, title{"Perimeter"}>};
};
struct One {
  double price = 1.5;
  double with_tax() const noexcept { return price * 2; }
  static constexpr auto computed_fields = computed<&One::with_tax>;
};

TEST(ComputedFields, AreWrittenBehindTheMembers) {
  const Box box{2, 3};
  EXPECT_EQ(model_dump_json(box), R"({"w":2,"h":3,"area":6,"per":null})");
  EXPECT_EQ(dump_json(model_dump(box)), R"({"w":2,"h":3,"area":6,"per":null})");
  EXPECT_EQ(model_dump_json(box, {.by_alias = false, .exclude_none = true}), R"({"w":2,"h":3,"area":6})");
  EXPECT_EQ(model_dump_json(box, {.include = {"area"}}), R"({"area":6})");
  EXPECT_EQ(model_dump_json(box, {.exclude = {"w"}, .exclude_computed_fields = true}), R"({"h":3})");
  EXPECT_EQ(model_dump_json(One()), R"({"price":1.5,"with_tax":3.0})");
}

TEST(ComputedFields, AreNoInput) {
  const auto box = model_validate_json<Box>(R"({"w":2,"h":3,"area":"x"})");
  EXPECT_EQ(box.area(), 6);
  EXPECT_EQ(model::type_info<Box>.fields.size(), 2u);
  EXPECT_EQ(model::type_info<Box>.computed[1].facts->title, "Perimeter");
}

struct Priced {
  Field<double, serializer<in_cents>> price;
  Field<std::optional<std::string>, serializer<upper>> note;
  Field<std::optional<std::string>, serializer<or_dash>> other;
  Field<std::string, exclude, defaults{"secret"}> hidden;
};

TEST(Serializers, MakeWhatIsWritten) {
  EXPECT_EQ(model_dump_json(Priced{1.5, "x", "y", ""}), R"({"price":150,"note":"X","other":"y"})");
  EXPECT_EQ(model_dump_json(Priced{1.5, std::nullopt, std::nullopt, ""}), R"({"price":150,"note":null,"other":"-"})");
  EXPECT_EQ(dump_json(model_dump(Priced{1.5, "x", "y", ""})), R"({"price":150,"note":"X","other":"y"})");
}

struct Point {
  int x = 0;
  int y = 0;
  [[nodiscard]] std::string serialize() const { return std::to_string(x) + ";" + std::to_string(y); }
};
struct Line {
  Point from;
  std::vector<Point> to;
};

TEST(Serializers, OfModels) {
  EXPECT_EQ(model_dump_json(Line{{1, 2}, {{3, 4}}}), R"({"from":"1;2","to":["3;4"]})");
  EXPECT_EQ(dump_json(model_dump(Line{{1, 2}, {{3, 4}}})), R"({"from":"1;2","to":["3;4"]})");
}

}  // namespace
}  // namespace talaria
