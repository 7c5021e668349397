// A chat: `chat run`, and then http://127.0.0.1:8000/?room=lobby&name=Ada in two windows.
#include "app.hpp"

int main(int argc, char** argv) {
  talaria::App app{{.title = "Chat", .version = "1.0.0"}};
  chat::set_up(app);
  return talaria::run(app, argc, argv);
}
