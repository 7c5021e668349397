// docs_src/server_sent_events/tutorial001: an event for each item.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace server_sent_events::tutorial001 {

struct Item {
  std::string name;
  Field<std::optional<std::string>, required> description;
};

const std::vector<Item> items = {
    {"Plumbus", "A multi-purpose household device."},
    {"Portal Gun", "A portal opening device."},
    {"Meeseeks Box", "A box that summons a Meeseeks."},
};

Stream<Item> sse_items() {
  for (const Item& item : items) co_yield item;
}

Generator<Item> sse_items_no_async() {
  for (const Item& item : items) co_yield item;
}

Stream<Json> sse_items_no_annotation() {
  for (const Item& item : items) co_yield Json(item);
}

Generator<Json> sse_items_no_async_no_annotation() {
  for (const Item& item : items) co_yield Json(item);
}

void register_routes(App& app) {
  const RouteOptions events{.response_class = response_class<EventSourceResponse>};
  app.get<sse_items>("/items/stream", events);
  app.get<sse_items_no_async>("/items/stream-no-async", events);
  app.get<sse_items_no_annotation>("/items/stream-no-annotation", events);
  app.get<sse_items_no_async_no_annotation>("/items/stream-no-async-no-annotation", events);
}

const Tutorial tutorial{"docs_src.server_sent_events.tutorial001", register_routes};

}  // namespace server_sent_events::tutorial001
