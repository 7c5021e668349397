#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace server_sent_events_page {

// [events]
struct Price {
  std::string article;
  double price;
};

Stream<Price> prices() {
  for (const double price : {9.5, 9.25}) {
    const Price now{"lamp", price};
    co_yield now;
    co_await sleep({});  // until there is another
  }
}

void add_prices(App& app) {
  app.get<prices>("/prices/", {.response_class = response_class<EventSourceResponse>});
}
// [/events]

// [fields]
Stream<ServerSentEvent> log_lines(Header<std::optional<int>, "last_event_id"> last_event_id) {
  static const std::vector<std::string> lines{"started", "warm", "ready"};
  for (std::size_t i = last_event_id ? std::size_t(*last_event_id) + 1 : 0; i < lines.size(); ++i) {
    co_yield ServerSentEvent(lines[i]).event("log").id(std::to_string(i)).retry(5000);
  }
  co_yield ServerSentEvent::raw("[DONE]");
}
// [/fields]

// [response]
Task<ResponseOr<Json>> answer(Header<std::optional<std::string>, "accept"> accept) {
  if (accept.value_or("").find("text/event-stream") != std::string::npos) {
    co_return EventSourceResponse(log_lines({}));
  }
  co_return Json("ready");
}
// [/response]

void set_up(App& app) {
  add_prices(app);
  app.get<log_lines>("/log/", {.response_class = response_class<EventSourceResponse>});
  app.get<answer>("/state/");
}

}  // namespace server_sent_events_page
