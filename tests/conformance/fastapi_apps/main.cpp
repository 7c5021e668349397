// fastapi_apps: the applications of FastAPI's documentation, to be compared with what FastAPI answered.
//
//   fastapi_apps list                                     prints the names
//   fastapi_apps serve NAME [--host H] [--port N] ...     serves one, with the options of any Talaria application
#include "tutorial.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace {

int list() {
  for (const Tutorial* tutorial : Tutorial::all()) {
    std::printf("%.*s\n", static_cast<int>(tutorial->name().size()), tutorial->name().data());
  }
  return 0;
}

int serve(std::string_view name, int argc, char** argv) {
  const auto all = Tutorial::all();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Tutorial* one) { return one->name() == name; });
  if (found == all.end()) {
    std::fprintf(stderr, "there is no application %.*s\n", static_cast<int>(name.size()), name.data());
    return 2;
  }
  return (*found)->serve(argc, argv);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "list") == 0) return list();
  // What follows the name is the command line of the application itself.
  if (argc >= 3 && std::strcmp(argv[1], "serve") == 0) return serve(argv[2], argc - 2, argv + 2);
  std::fprintf(stderr, "usage: %s list\n       %s serve NAME [--host HOST] [--port PORT]\n", argv[0], argv[0]);
  return 2;
}
