#include <cstdio>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>
#include <talaria/templates/templates.hpp>
using namespace talaria;

namespace templates_page {

// [page]
Response read_item(const Request& request, Path<std::string, "id"> id, State<Jinja2Templates> templates) {
  return templates->TemplateResponse(request, "item.html", {{"id", id}});
}

void register_pages(App& app) {
  app.state.emplace<Jinja2Templates>(Jinja2Templates::Options{.directory = "templates"});
  app.mount("/static", StaticFiles{{.directory = "static"}}, "static");
  app.get<read_item>("/items/{id}", {.response_class = response_class<HTMLResponse>});
}
// [/page]

// [model]
struct Item {
  int id;
  std::string name;
  double price;
};

struct ItemsPage {
  std::vector<Item> items;
  double limit;
};

Response read_items(const Request& request, Query<double, "limit", defaults{100.0}> limit,
                    State<Jinja2Templates> templates) {
  const ItemsPage page{{{1, "red lamp", 42}, {2, "<chair>", 7.5}}, limit};
  return templates->TemplateResponse(request, "items.html", page);
}
// [/model]

// [filter]
Json euros(const Json& cents, const JsonArray& arguments) {
  static_cast<void>(arguments);  // what stands in parentheses behind the filter's name
  char text[32];
  std::snprintf(text, sizeof(text), "%.2f EUR", cents.as_real() / 100);
  return text;
}

std::string welcome_mail() {
  const Jinja2Templates mails{{.directory = "mails", .filters = {{"euros", euros}}, .globals = {{"site", "Shop"}}}};
  return mails.render("welcome.txt", {{"name", "Ada & Bob"}, {"cents", 1250}});
}
// [/filter]

// [url_for]
Json links(const Request& request) {
  return JsonObject{{"item", request.url_for("read_item", {{"id", "foo"}})},
                    {"styles", request.url_for("static", {{"path", "styles.css"}})}};
}
// [/url_for]

void set_up(App& app) {
  register_pages(app);
  app.get<read_items>("/items");
  app.get<links>("/links");
}

}  // namespace templates_page
