#include <string>
#include <vector>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace background_tasks_page {

std::vector<std::string> outbox;

// [task]
void send_mail(const std::string& to, const std::string& text) {
  outbox.push_back(to + ": " + text);  // a mail server would be slow; this runs on the thread pool
}

Task<Json> sign_up(Path<std::string, "email"> email, BackgroundTasks& tasks) {
  tasks.add_task(send_mail, email, "Welcome!");
  co_return JsonObject{{"message", "You will get a mail"}};
}
// [/task]

// [dependency]
Task<void> count_visit(std::string page) {
  outbox.push_back("visited " + page);
  co_return;
}

Task<std::string> audited(Request& request, BackgroundTasks& tasks) {
  tasks.add_task(count_visit, request.path());
  co_return std::string(request.path());
}

Task<Json> read_page(Depends<audited> page) {
  co_return JsonObject{{"page", *page}};
}
// [/dependency]

void set_up(App& app) {
  app.post<sign_up>("/sign-up/{email}");
  app.get<read_page>("/pages/");
}

}  // namespace background_tasks_page
