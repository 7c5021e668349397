// docs_src/custom_response/tutorial009: a file.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_response::tutorial009 {

constexpr const char* some_file_path = "large-video-file.mp4";

Task<FileResponse> main() {
  co_return FileResponse(some_file_path);
}

void register_routes(App& app) {
  app.get<main>("/");
}

const Tutorial tutorial{"docs_src.custom_response.tutorial009", register_routes};

}  // namespace custom_response::tutorial009
