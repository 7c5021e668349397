// docs_src/background_tasks/tutorial001: a notification is written after the answer.
#include "tutorial.hpp"

#include <fstream>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace background_tasks::tutorial001 {

void write_notification(const std::string& email, const std::string& message) {
  std::ofstream("log.txt") << "notification for " << email << ": " << message;
}

Task<Json> send_notification(Path<std::string, "email"> email, BackgroundTasks& tasks) {
  tasks.add_task(write_notification, email, "some notification");
  co_return JsonObject{{"message", "Notification sent in the background"}};
}

void register_routes(App& app) {
  app.post<send_notification>("/send-notification/{email}");
}

const Tutorial tutorial{"docs_src.background_tasks.tutorial001", register_routes};

}  // namespace background_tasks::tutorial001
