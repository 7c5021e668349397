// docs_src/background_tasks/tutorial002: a dependency adds tasks, too.
#include "tutorial.hpp"

#include <fstream>
#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace background_tasks::tutorial002 {

void write_log(const std::string& message) {
  std::ofstream("log.txt", std::ios::app) << message;
}

std::optional<std::string> get_query(BackgroundTasks& tasks, Query<std::optional<std::string>, "q"> q) {
  if (q) tasks.add_task(write_log, "found query: " + *q + "\n");
  return q;
}

Task<Json> send_notification(Path<std::string, "email"> email, BackgroundTasks& tasks, Depends<get_query>) {
  tasks.add_task(write_log, "message to " + email + "\n");
  co_return JsonObject{{"message", "Message sent"}};
}

void register_routes(App& app) {
  app.post<send_notification>("/send-notification/{email}");
}

const Tutorial tutorial{"docs_src.background_tasks.tutorial002", register_routes};

}  // namespace background_tasks::tutorial002
