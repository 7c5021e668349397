#include <talaria/talaria.hpp>
using namespace talaria;

#ifdef MUST_FAIL
void note(std::string& text) {
  text += "!";
}
#else
void note(const std::string&) {}
#endif

Task<Json> handler(BackgroundTasks& tasks) {
  tasks.add_task(note, "text");
  co_return {};
}
