// docs_src/custom_response/tutorial007: a stream that is returned.
#include "tutorial.hpp"

#include <chrono>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_response::tutorial007 {

Stream<std::string> fake_video_streamer() {
  for (int i = 0; i < 10; ++i) {
    co_yield "some fake video bytes";
    co_await sleep(std::chrono::milliseconds(0));
  }
}

Task<StreamingResponse> main() {
  co_return StreamingResponse(fake_video_streamer());
}

void register_routes(App& app) {
  app.get<main>("/");
}

const Tutorial tutorial{"docs_src.custom_response.tutorial007", register_routes};

}  // namespace custom_response::tutorial007
