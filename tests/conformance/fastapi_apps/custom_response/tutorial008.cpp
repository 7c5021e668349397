// docs_src/custom_response/tutorial008: a file, streamed by code that may block.
#include "tutorial.hpp"

#include <fstream>
#include <string_view>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_response::tutorial008 {

constexpr const char* some_file_path = "large-video-file.mp4";

Generator<std::string_view> iterfile() {
  std::ifstream file_like(some_file_path, std::ios::binary);
  char block[8192];
  while (file_like.read(block, sizeof block), file_like.gcount() > 0) {
    co_yield std::string_view(block, std::size_t(file_like.gcount()));
  }
}

StreamingResponse main() {
  return StreamingResponse(iterfile(), 200, "video/mp4");
}

void register_routes(App& app) {
  app.get<main>("/");
}

const Tutorial tutorial{"docs_src.custom_response.tutorial008", register_routes};

}  // namespace custom_response::tutorial008
