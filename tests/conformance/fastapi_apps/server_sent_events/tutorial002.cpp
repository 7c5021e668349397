// docs_src/server_sent_events/tutorial002: events with names, ids and times, and a comment.
#include "tutorial.hpp"

#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace server_sent_events::tutorial002 {

struct Item {
  std::string name;
  double price;
};

const std::vector<Item> items = {{"Plumbus", 32.99}, {"Portal Gun", 999.99}, {"Meeseeks Box", 49.99}};

Stream<ServerSentEvent> stream_items() {
  co_yield ServerSentEvent().comment("stream of item updates");
  int id = 0;
  for (const Item& item : items) {
    co_yield ServerSentEvent(item).event("item_update").id(std::to_string(++id)).retry(5000);
  }
}

void register_routes(App& app) {
  app.get<stream_items>("/items/stream", {.response_class = response_class<EventSourceResponse>});
}

const Tutorial tutorial{"docs_src.server_sent_events.tutorial002", register_routes};

}  // namespace server_sent_events::tutorial002
