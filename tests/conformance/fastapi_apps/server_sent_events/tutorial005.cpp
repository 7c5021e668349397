// docs_src/server_sent_events/tutorial005: events as the answer to a POST.
#include "tutorial.hpp"

#include <sstream>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace server_sent_events::tutorial005 {

struct Prompt {
  std::string text;
};

Stream<ServerSentEvent> stream_chat(Body<Prompt> prompt) {
  std::istringstream words(prompt->text);
  std::string word;
  while (words >> word) co_yield ServerSentEvent(word).event("token");
  co_yield ServerSentEvent::raw("[DONE]").event("done");
}

void register_routes(App& app) {
  app.post<stream_chat>("/chat/stream", {.response_class = response_class<EventSourceResponse>});
}

const Tutorial tutorial{"docs_src.server_sent_events.tutorial005", register_routes};

}  // namespace server_sent_events::tutorial005
