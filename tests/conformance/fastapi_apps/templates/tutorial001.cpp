// docs_src/templates/tutorial001: a page made of a template, with the URLs of routes.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>
#include <talaria/templates/templates.hpp>

using namespace talaria;

namespace templates::tutorial001 {

// Read when the first page is made: the program holds all tutorials, and only this one has the folder.
const Jinja2Templates& pages() {
  static const Jinja2Templates made{{.directory = "templates"}};
  return made;
}

Task<Response> read_item(const Request& request, Path<std::string, "id"> id) {
  co_return pages().TemplateResponse(request, "item.html", {{"id", id}});
}

void register_routes(App& app) {
  app.mount("/static", StaticFiles{{.directory = "static"}}, "static");
  app.get<read_item>("/items/{id}", {.response_class = response_class<HTMLResponse>});
}

const Tutorial tutorial{"docs_src.templates.tutorial001", register_routes};

}  // namespace templates::tutorial001
