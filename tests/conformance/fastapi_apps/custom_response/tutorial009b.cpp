// docs_src/custom_response/tutorial009b: a file by the path that is returned.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_response::tutorial009b {

constexpr const char* some_file_path = "large-video-file.mp4";

Task<std::string> main() {
  co_return some_file_path;
}

void register_routes(App& app) {
  app.get<main>("/", {.response_class = response_class<FileResponse>});
}

const Tutorial tutorial{"docs_src.custom_response.tutorial009b", register_routes};

}  // namespace custom_response::tutorial009b
