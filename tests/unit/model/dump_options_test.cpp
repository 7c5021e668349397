#include <map>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/model/dump.hpp>
#include <talaria/model/dump_options.hpp>
#include <talaria/model/validate.hpp>

namespace talaria {
namespace {

struct Address {
  std::string street;
  std::optional<std::string> zip;
};

struct Item {
  Field<int, alias{"ID"}> id;
  std::optional<std::string> name;
  Field<double, defaults{10.5}> price;
  Field<std::vector<std::string>, defaults{}> tags;
};

struct Order {
  Address address;
  Field<std::vector<Item>, defaults{}> items;
  Field<std::map<std::string, Item>, defaults{}> by_key;
  std::tuple<Item, int> pair;
  Json extra;
  std::optional<std::string> note;
};

constexpr const char* text =
    R"({"address":{"street":"Main"},"items":[{"ID":1},{"ID":2,"name":null,"price":10.5,"tags":["x"]}],)"
    R"("by_key":{"a":{"ID":3,"name":"n"}},"pair":[{"ID":4,"tags":[]},5],"extra":{"p":1,"q":{"r":null}}})";

/// Read on both paths: `slow` has a number as a text, which only the explaining one takes.
struct Sent {
  FieldsSet set;
  Order order;

  explicit Sent(bool slow) {
    std::string input = text;
    if (slow) input.replace(input.find("\"ID\":1"), 6, "\"ID\":\"1\"");
    model::ValidationOptions options;
    options.fields_set = &set;
    order = model_validate_json<Order>(input, options);
  }
};

Order order() {
  return Sent(false).order;
}

// What follows is what Pydantic 2.14 gives for the same model and the same arguments.

TEST(DumpOptions, LeaveNothingOutByThemselves) {
  EXPECT_EQ(model_dump_json(order(), {}), model_dump_json(order()));
  EXPECT_EQ(
      model_dump_json(order()),
      R"({"address":{"street":"Main","zip":null},"items":[{"ID":1,"name":null,"price":10.5,"tags":[]},{"ID":2,"name":null,"price":10.5,"tags":["x"]}],"by_key":{"a":{"ID":3,"name":"n","price":10.5,"tags":[]}},"pair":[{"ID":4,"name":null,"price":10.5,"tags":[]},5],"extra":{"p":1,"q":{"r":null}},"note":null})");
}

TEST(DumpOptions, ByNameInPlaceOfAlias) {
  EXPECT_EQ(
      model_dump_json(order(), {.by_alias = false}),
      R"({"address":{"street":"Main","zip":null},"items":[{"id":1,"name":null,"price":10.5,"tags":[]},{"id":2,"name":null,"price":10.5,"tags":["x"]}],"by_key":{"a":{"id":3,"name":"n","price":10.5,"tags":[]}},"pair":[{"id":4,"name":null,"price":10.5,"tags":[]},5],"extra":{"p":1,"q":{"r":null}},"note":null})");
}

TEST(DumpOptions, Include) {
  EXPECT_EQ(model_dump_json(order(), {.include = {"address", "note"}}),
            R"({"address":{"street":"Main","zip":null},"note":null})");
  EXPECT_EQ(model_dump_json(order(), {.include = {"address.zip", "items.0.ID", "items.__all__.name"}}),
            R"({"address":{"zip":null},"items":[{"name":null},{"name":null}]})");
  EXPECT_EQ(model_dump_json(order(), {.include = {"items.__all__.id"}}), R"({"items":[{"ID":1},{"ID":2}]})");
  EXPECT_EQ(model_dump_json(order(), {.include = {"items.__all__.id", "address"}, .exclude = {"address.street"}}),
            R"({"address":{"zip":null},"items":[{"ID":1},{"ID":2}]})");
}

TEST(DumpOptions, Exclude) {
  EXPECT_EQ(
      model_dump_json(order(), {.exclude = {"items.__all__.tags", "items.__all__.price", "items.0.name", "pair",
                                            "by_key", "extra.q"}}),
      R"({"address":{"street":"Main","zip":null},"items":[{"ID":1},{"ID":2,"name":null}],"extra":{"p":1},"note":null})");
  EXPECT_EQ(
      model_dump_json(order(), {.exclude = {"pair.0", "items.1", "by_key.a.id", "extra.q.r"}}),
      R"({"address":{"street":"Main","zip":null},"items":[{"ID":1,"name":null,"price":10.5,"tags":[]}],"by_key":{"a":{"name":"n","price":10.5,"tags":[]}},"pair":[5],"extra":{"p":1,"q":{}},"note":null})");
}

TEST(DumpOptions, AWholeFieldStaysNamedWhenAPartIsNamedToo) {
  const FieldFilter filter{"a", "a.b"};
  ASSERT_EQ(filter.entries().size(), 1u);
  EXPECT_TRUE(filter.entries()[0].inside.empty());
  EXPECT_EQ(model_dump_json(order(), {.include = {"address.zip", "address"}}),
            R"({"address":{"street":"Main","zip":null}})");
}

TEST(DumpOptions, ExcludeUnset) {
  for (const bool slow : {false, true}) {
    const Sent sent(slow);
    EXPECT_EQ(
        model_dump_json(sent.order, {.exclude_unset = true, .fields_set = &sent.set}),
        R"({"address":{"street":"Main"},"items":[{"ID":1},{"ID":2,"name":null,"price":10.5,"tags":["x"]}],"by_key":{"a":{"ID":3,"name":"n"}},"pair":[{"ID":4,"tags":[]},5],"extra":{"p":1,"q":{"r":null}}})");
    EXPECT_EQ(sent.set.names(model::type_info<Order>),
              (std::vector<std::string_view>{"address", "items", "by_key", "pair", "extra"}));
    EXPECT_EQ(sent.set, Sent(!slow).set);
  }
}

TEST(DumpOptions, ExcludeDefaults) {
  EXPECT_EQ(
      model_dump_json(order(), {.exclude_defaults = true}),
      R"({"address":{"street":"Main"},"items":[{"ID":1},{"ID":2,"tags":["x"]}],"by_key":{"a":{"ID":3,"name":"n"}},"pair":[{"ID":4},5],"extra":{"p":1,"q":{"r":null}}})");
}

TEST(DumpOptions, ExcludeNone) {
  EXPECT_EQ(
      model_dump_json(order(), {.exclude_none = true}),
      R"({"address":{"street":"Main"},"items":[{"ID":1,"price":10.5,"tags":[]},{"ID":2,"price":10.5,"tags":["x"]}],"by_key":{"a":{"ID":3,"name":"n","price":10.5,"tags":[]}},"pair":[{"ID":4,"price":10.5,"tags":[]},5],"extra":{"p":1,"q":{"r":null}}})");
  EXPECT_EQ(
      model_dump_json(order(), {.exclude = {"extra"}, .exclude_defaults = true, .exclude_none = true}),
      R"({"address":{"street":"Main"},"items":[{"ID":1},{"ID":2,"tags":["x"]}],"by_key":{"a":{"ID":3,"name":"n"}},"pair":[{"ID":4},5]})");
}

TEST(DumpOptions, GoThroughContainers) {
  const std::vector<Address> list = {{"a", "1"}, {"b", std::nullopt}};
  EXPECT_EQ(model_dump_json(list, {.exclude_none = true}), R"([{"street":"a","zip":"1"},{"street":"b"}])");
  EXPECT_EQ(dump_json(jsonable_encoder(list, {.exclude_none = true})), model_dump_json(list, {.exclude_none = true}));
  EXPECT_EQ(jsonable_encoder(5), Json(5));
}

}  // namespace
}  // namespace talaria
