// docs_src/stream_json_lines/tutorial001: JSON Lines.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace stream_json_lines::tutorial001 {

struct Item {
  std::string name;
  Field<std::optional<std::string>, required> description;
};

const std::vector<Item> items = {
    {"Plumbus", "A multi-purpose household device."},
    {"Portal Gun", "A portal opening device."},
    {"Meeseeks Box", "A box that summons a Meeseeks."},
};

Stream<Item> stream_items() {
  for (const Item& item : items) co_yield item;
}

Generator<Item> stream_items_no_async() {
  for (const Item& item : items) co_yield item;
}

Stream<Json> stream_items_no_annotation() {
  for (const Item& item : items) co_yield Json(item);
}

Generator<Json> stream_items_no_async_no_annotation() {
  for (const Item& item : items) co_yield Json(item);
}

void register_routes(App& app) {
  app.get<stream_items>("/items/stream");
  app.get<stream_items_no_async>("/items/stream-no-async");
  app.get<stream_items_no_annotation>("/items/stream-no-annotation");
  app.get<stream_items_no_async_no_annotation>("/items/stream-no-async-no-annotation");
}

const Tutorial tutorial{"docs_src.stream_json_lines.tutorial001", register_routes};

}  // namespace stream_json_lines::tutorial001
