// docs_src/server_sent_events/tutorial003: text that is no JSON.
#include "tutorial.hpp"

#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace server_sent_events::tutorial003 {

Stream<ServerSentEvent> stream_logs() {
  const std::vector<std::string> logs{
      "2025-01-01 INFO  Application started",
      "2025-01-01 DEBUG Connected to database",
      "2025-01-01 WARN  High memory usage detected",
  };
  for (const std::string& log_line : logs) co_yield ServerSentEvent::raw(log_line);
}

void register_routes(App& app) {
  app.get<stream_logs>("/logs/stream", {.response_class = response_class<EventSourceResponse>});
}

const Tutorial tutorial{"docs_src.server_sent_events.tutorial003", register_routes};

}  // namespace server_sent_events::tutorial003
