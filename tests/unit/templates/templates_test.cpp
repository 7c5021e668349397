// Templates as handlers use them.
#include "support/temporary_folder.hpp"

#include <string>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/files/static_files.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/params/parameters.hpp>
#include <talaria/templates/templates.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using ::testing::HasSubstr;

struct User {
  std::string name;
  std::vector<std::string> roles;
};

Response read_item(const Request& request, Path<std::string, "id"> id, State<Jinja2Templates> templates) {
  return templates->TemplateResponse(request, "item.html", {{"id", id}});
}
Response read_user(const Request& request, State<Jinja2Templates> templates) {
  const User user{"<Ada>", {"admin", "author"}};
  return templates->TemplateResponse(request, "user.html", user, {404, {{"x-page", "user"}}});
}
Response read_missing(const Request& request, State<Jinja2Templates> templates) {
  return templates->TemplateResponse(request, "nothing.html");
}

JsonObject processor(const Request& request) {
  return {{"path_of", std::string(request.path())}};
}
Json money(const Json& value, const JsonArray& arguments) {
  const std::string currency = arguments.size() > 0 ? arguments[0].as_string() : "EUR";
  return std::to_string(value.as_int() / 100) + " <" + currency + ">";
}

struct Templates : ::testing::Test {
  Templates() {
    folder.write("item.html", "<a href=\"{{ url_for('read_item', id=id) }}\">{{ id }}</a>{{ request.url.path }}");
    folder.write("user.html", "{{ name }}:{% for role in roles %}{{ role }}{% endfor %}{{ path_of }}");
    app.state.emplace<Jinja2Templates>(Jinja2Templates::Options{.directory = folder.path(),
                                                                .filters = {{"money", &money}},
                                                                .globals = {{"site", "<Site>"}},
                                                                .context_processors = {&processor}});
    app.get<read_item>("/items/{id}");
    app.get<read_user>("/user");
    app.get<read_missing>("/missing");
  }
  tests::TemporaryFolder folder;
  App app;
};

TEST_F(Templates, AnswerWithAPage) {
  TestClient client(app);
  const auto response = client.get("/items/foo");
  EXPECT_EQ(response.status_code, 200);
  EXPECT_EQ(response.header("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(response.text, "<a href=\"http://testserver/items/foo\">foo</a>/items/foo");
}

TEST_F(Templates, EscapeWhatCameFromOutside) {
  TestClient client(app);
  EXPECT_EQ(client.get("/items/%3Cscript%3E").text,
            "<a href=\"http://testserver/items/%3Cscript%3E\">&lt;script&gt;</a>/items/&lt;script&gt;");
}

TEST_F(Templates, TakeAModelAndOptions) {
  TestClient client(app);
  const auto response = client.get("/user");
  EXPECT_EQ(response.status_code, 404);
  EXPECT_EQ(response.header("x-page"), "user");
  EXPECT_EQ(response.text, "&lt;Ada&gt;:adminauthor/user");
}

TEST_F(Templates, AreAFailureOfTheServerWhenTheyAreNotThere) {
  TestClient client(app);
  EXPECT_EQ(client.get("/missing").status_code, 500);
}

TEST_F(Templates, KnowFiltersAndNamesOfTheProgram) {
  const auto& templates = *app.state.find<Jinja2Templates>();
  EXPECT_EQ(templates.render_string("{{ 1250|money }} {{ 99|money('USD')|upper }} {{ [100]|map('money')|first }}"),
            "12 &lt;EUR&gt; 0 &lt;USD&gt; 1 &lt;EUR&gt;");
  EXPECT_EQ(templates.render_string("{{ site }}{{ site|safe }}"), "&lt;Site&gt;<Site>");
}

TEST_F(Templates, SayWhichRouteIsNotThere) {
  const http::RequestHead head;
  const Request request(head);
  folder.write("link.html", "\n{{ url_for('nothing', id=1) }}");
  try {
    static_cast<void>(app.state.find<Jinja2Templates>()->TemplateResponse(request, "link.html"));
    FAIL();
  } catch (const TemplateError& error) {
    EXPECT_THAT(error.what(), HasSubstr("link.html:2: No route exists for name \"nothing\" and params \"id\"."));
  }
}

TEST_F(Templates, ShowTheRequest) {
  folder.write(
      "request.html",
      "{{ request.method }} {{ request.url }} {{ request.url.query }} {{ request.query_params.q }} "
      "{{ request.headers['x-a'] }} {{ request.cookies.c }} {{ request.url.hostname }} {{ request.base_url }}");
  http::RequestHead head;
  head.target = "/a?q=1%202";
  head.fields = {{"host", "h:81"}, {"X-A", "b"}, {"cookie", "c=d"}};
  const Request request(head);
  EXPECT_EQ(app.state.find<Jinja2Templates>()->TemplateResponse(request, "request.html").body,
            "GET http://h:81/a?q=1%202 q=1%202 1 2 b d h http://h:81/");
}

TEST(Jinja2Templates, KeepsAProgramFromStartingWithABrokenTemplate) {
  tests::TemporaryFolder folder;
  folder.write("broken.html", "{% if %}");
  EXPECT_THROW(Jinja2Templates({.directory = folder.path()}), TemplateError);
  const Jinja2Templates later({.directory = folder.path(), .check = false});
  EXPECT_THROW(later.check(), TemplateError);
  EXPECT_THROW(static_cast<void>(later.render("broken.html")), TemplateSyntaxError);
}

}  // namespace
}  // namespace talaria
