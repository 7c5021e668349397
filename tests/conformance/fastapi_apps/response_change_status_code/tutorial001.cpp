// docs_src/response_change_status_code/tutorial001: a status code set while the handler runs.
#include "tutorial.hpp"

#include <map>
#include <mutex>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_change_status_code::tutorial001 {

std::mutex tasks_mutex;
std::map<std::string, std::string> tasks{{"foo", "Listen to the Bar Fighters"}};

Json get_or_create_task(Path<std::string, "task_id"> task_id, Response& response) {
  const std::lock_guard lock(tasks_mutex);
  const auto [task, is_new] = tasks.try_emplace(task_id, "This didn't exist before");
  if (is_new) response.status_code = status::http_201_created;
  return task->second;
}

void register_routes(App& app) {
  app.put<get_or_create_task>("/get-or-create-task/{task_id}", {.status_code = 200});
}

const Tutorial tutorial{"docs_src.response_change_status_code.tutorial001", register_routes};

}  // namespace response_change_status_code::tutorial001
