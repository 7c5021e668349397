// docs_src/custom_response/tutorial009c: a response class of one's own, JSON for people.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_response::tutorial009c {

class CustomORJSONResponse : public Response {
 public:
  static constexpr std::string_view documented_media_type = "application/json";
  explicit CustomORJSONResponse(const Json& content, int status_code = 200)
      : Response(dump_json_pretty(content), status_code, documented_media_type) {}
};

Task<Json> main() {
  co_return JsonObject{{"message", "Hello World"}};
}

void register_routes(App& app) {
  app.get<main>("/", {.response_class = response_class<CustomORJSONResponse>});
}

const Tutorial tutorial{"docs_src.custom_response.tutorial009c", register_routes};

}  // namespace custom_response::tutorial009c
