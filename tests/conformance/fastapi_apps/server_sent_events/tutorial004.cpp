// docs_src/server_sent_events/tutorial004: a client that comes back goes on where it was.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace server_sent_events::tutorial004 {

struct Item {
  std::string name;
  double price;
};

const std::vector<Item> items = {{"Plumbus", 32.99}, {"Portal Gun", 999.99}, {"Meeseeks Box", 49.99}};

Stream<ServerSentEvent> stream_items(Header<std::optional<int>, "last_event_id"> last_event_id) {
  const int start = last_event_id ? *last_event_id + 1 : 0;
  for (int i = start; i < int(items.size()); ++i) {
    co_yield ServerSentEvent(items[std::size_t(i)]).id(std::to_string(i));
  }
}

void register_routes(App& app) {
  app.get<stream_items>("/items/stream", {.response_class = response_class<EventSourceResponse>});
}

const Tutorial tutorial{"docs_src.server_sent_events.tutorial004", register_routes};

}  // namespace server_sent_events::tutorial004
