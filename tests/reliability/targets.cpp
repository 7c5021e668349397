// What floods and bombs are sent to.
#include "service.hpp"

#include <cstdlib>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace {

Task<std::size_t> take_json(Body<Json> body) {
  co_return body->is_object() ? body->as_object().size() : 0;
}

struct Tree {
  std::vector<Tree> children;
};

Task<std::size_t> take_tree(Body<Tree> tree) {
  co_return tree->children.size();
}

struct Pattern {
  Field<std::string, pattern{"^(a+)+$"}> text;
};

Task<std::size_t> match_pattern(Body<Pattern> body) {
  co_return body->text.size();
}

Task<std::size_t> take_form(Request& request) {
  const http::FormData* const form = co_await request.form();
  co_return form->entries().size();
}

Task<std::size_t> take_octets(Request& request) {
  const std::string_view body = co_await request.body();
  co_return body.size();
}

Task<std::size_t> take_query(Request& request) {
  co_return request.query_params().size();
}

}  // namespace

void add_targets(App& app) {
  app.post<take_json>("/json");
  app.post<take_tree>("/tree");
  app.post<match_pattern>("/pattern");
  app.post<take_form>("/form");
  app.post<take_form>("/upload", {.max_body_size = 16 * 1024 * 1024});
  app.post<take_octets>("/octets");
  app.get<take_octets>("/echo");
  app.post<take_octets>("/echo");
  app.put<take_octets>("/echo");
  app.get<take_query>("/query");
  Router unpacking;
  unpacking.post<take_octets>("/unpack");
  unpacking.add_middleware<DecompressionMiddleware>();
  app.include_router(unpacking);
  if (const char* const folder = std::getenv("TALARIA_TEST_FILES")) {
    app.mount("/files", StaticFiles{{.directory = folder}}, "files");
  }
}
