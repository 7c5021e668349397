// What the scripts here load, kill and replace.
#include "service.hpp"

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <unistd.h>

#include <talaria/talaria.hpp>

using namespace talaria;

struct Answer {
  std::int64_t number;
  int process;
};

Task<Answer> count(Path<std::int64_t, "number"> number) {
  co_return {*number, ::getpid()};
}

Task<Answer> wait(Path<std::int64_t, "number"> number, Query<int, "ms"> ms) {
  co_await sleep(std::chrono::milliseconds(*ms));
  co_return {*number, ::getpid()};
}

// A plain function: it blocks a thread of the pool.
Answer block(Path<std::int64_t, "number"> number, Query<int, "ms"> ms) {
  ::usleep(static_cast<useconds_t>(*ms) * 1000);
  return {*number, ::getpid()};
}

struct Text {
  std::string text;
};

Task<Json> measure(Body<Text> body) {
  co_return body->text.size();
}

Task<void> chat(WebSocket& socket) {
  co_await socket.accept();
  while (true) {
    const std::string text = co_await socket.receive_text();
    co_await socket.send_text(text);
  }
}

// A version of the program that does not start: what a bad deployment is.
Resource<> lifespan(App&) {
  const char* const broken = std::getenv("TALARIA_TEST_BROKEN");
  if (broken != nullptr && std::string_view(broken) == "crash") std::abort();
  if (broken != nullptr) throw std::runtime_error("this version is broken");
  co_yield {};
}

int main(int argc, char** argv) {
  App app{{.title = "Service", .lifespan = lifespan}};
  app.get<count>("/count/{number}");
  app.get<wait>("/wait/{number}");
  app.get<block>("/block/{number}");
  app.post<measure>("/measure");
  app.websocket<chat>("/chat");
  add_targets(app);
  add_injections(app);
#ifdef TALARIA_TEST_FAULTS
  add_faults(app);
#endif
  return run(app, argc, argv);
}
