// docs_src/openapi_webhooks/tutorial001: what the application sends to those who subscribed.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace openapi_webhooks::tutorial001 {

struct Subscription {
  std::string username;
  double monthly_fee;
  DateTime start_date;
};

void new_subscription(Body<Subscription>) {}

Json read_users() {
  return JsonArray{"Rick", "Morty"};
}

void register_routes(App& app) {
  app.webhooks.post<new_subscription>(
      "new-subscription",
      {.description =
           "When a new user subscribes to your service we'll send you a POST request with this\ndata to the URL "
           "that you register for the event `new-subscription` in the dashboard."});
  app.get<read_users>("/users/");
}

const Tutorial tutorial{"docs_src.openapi_webhooks.tutorial001", register_routes};

}  // namespace openapi_webhooks::tutorial001
