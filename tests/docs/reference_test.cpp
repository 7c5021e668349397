// The pages beside the tutorial.
#include "pages.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

#include <talaria/async/virtual_clock.hpp>
#include <talaria/run/run.hpp>
#include <talaria/server/server.hpp>

// clang-format off
namespace json_values {
std::string build();
std::string read(const std::string& text);
std::string to_model(const std::string& text);
}
namespace async_page { void set_up(talaria::App& app); }
namespace porting { void set_up(talaria::App& app); }
namespace running {
void serve(talaria::App& app);
talaria::server::ServerOptions test_options();
talaria::server::ServerOptions tls_options();
talaria::server::ServerOptions places();
talaria::server::ServerOptions proxies();
int serve(talaria::App& app, int argc, char** argv);
talaria::Task<std::string> who(const talaria::Request& request);
}
// clang-format on

namespace docs {
namespace {

using namespace talaria;

TEST(JsonValues, AreBuiltAndReadAsThePageSays) {
  const std::string page = "json.md";
  const std::string text = json_values::build();
  EXPECT_EQ(text,
            R"({"name":"Ada","born":1815,"nickname":null,"languages":["English","French"],"home":{"x":3,"y":4}})");
  EXPECT_TRUE(shown(page, *parse_json(text)));
  EXPECT_EQ(json_values::read(text), "Ada, 1815, English, French");
  EXPECT_EQ(json_values::read("{"), "Expecting property name enclosed in double quotes");
  EXPECT_EQ(json_values::to_model(R"({"x": 1, "y": "2"})"), R"({"x":2,"y":1})");
  EXPECT_TRUE(shown(page, *parse_json(json_values::to_model(R"({"x": 1.5})"))));
}

TEST(Async, AnswersAsThePageSays) {
  const std::string page = "async.md";
  App app;
  async_page::set_up(app);
  async::VirtualLoop loop;
  TestClient client{app, {.loop = &loop}};
  const auto taken = [&](const char* url) {
    const auto start = loop.now();
    EXPECT_EQ(client.get(url).status_code, 200) << url;
    return std::chrono::duration_cast<std::chrono::milliseconds>(loop.now() - start).count();
  };
  EXPECT_EQ(taken("/squares/3"), 100);
  EXPECT_EQ(taken("/both"), 100);
  EXPECT_EQ(taken("/many"), 100);
  EXPECT_TRUE(shown(page, client.get("/both")));
  EXPECT_TRUE(shown(page, client.get("/many")));
  EXPECT_EQ(client.get("/records/7").text, R"({"record":"record 7"})");
  EXPECT_EQ(client.get("/patience?milliseconds=200").text, R"({"square":25})");
  EXPECT_TRUE(shown(page, client.get("/patience?milliseconds=50"), 504));
  EXPECT_EQ(client.get("/file").status_code, 200);
}

TEST(Porting, AnswersAsThePageSays) {
  App app;
  porting::set_up(app);
  TestClient client{app};
  EXPECT_EQ(client.get("/orders/5?brief=yes").text, R"({"order_id":5,"brief":true})");
  const auto created = client.post("/orders/", {.json = JsonObject{{"article", "Lamp"}, {"amount", 2}}});
  EXPECT_EQ(created.status_code, 201);
  EXPECT_EQ(created.text, R"({"article":"Lamp","amount":2,"note":null})");
}

// Every `Txxx` in the public headers.
std::set<std::string> codes_of_headers() {
  std::set<std::string> codes;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(TALARIA_DOCS_DIR "/../include")) {
    if (entry.path().extension() != ".hpp") continue;
    std::ifstream file(entry.path());
    const std::string text(std::istreambuf_iterator<char>(file), {});
    for (const std::string prefix : {"talaria[T", "void talaria_T"}) {
      for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at + 1)) {
        codes.insert("T" + text.substr(at + prefix.size(), 3));
      }
    }
  }
  return codes;
}

TEST(CompileErrors, AreAllExplained) {
  std::ifstream file(TALARIA_DOCS_DIR "/compile-errors.md");
  const std::string page(std::istreambuf_iterator<char>(file), {});
  const auto codes = codes_of_headers();
  EXPECT_GE(codes.size(), 10u);
  for (const auto& code : codes) EXPECT_NE(page.find("\n### " + code + "\n"), std::string::npos) << code;
}

// The names of the facts in their header: types in lower case, and constants of other types.
std::set<std::string> names_of_facts() {
  std::ifstream file(TALARIA_DOCS_DIR "/../include/talaria/model/facts.hpp");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const std::regex name(R"(struct ([a-z_]+) \{|inline constexpr \w+Fact(?:<\w+>)? ([a-z_]+)\{\};)");
  std::set<std::string> names;
  for (std::sregex_iterator found(text.begin(), text.end(), name), end; found != end; ++found) {
    names.insert((*found)[1].str() + (*found)[2].str());
  }
  return names;
}

TEST(Facts, AreAllExplained) {
  std::ifstream file(TALARIA_DOCS_DIR "/tutorial/validations.md");
  const std::string page(std::istreambuf_iterator<char>(file), {});
  const auto names = names_of_facts();
  EXPECT_GE(names.size(), 40u);
  for (const auto& name : names) {
    EXPECT_TRUE(std::regex_search(page, std::regex("`" + name + "[`<{]"))) << name;
  }
}

TEST(Running, AServerTakesAFreePort) {
  App app;
  porting::set_up(app);
  server::Server server(app, running::test_options());
  server.start();
  EXPECT_NE(server.port(), 0);
  server.stop();
  server.wait();
}

TEST(Running, AServerWithoutItsCertificateDoesNotStart) {
  App app;
  porting::set_up(app);
  server::ServerOptions options = running::tls_options();
  options.tls->certificate_chain_file = "/nowhere/fullchain.pem";
  server::Server server(app, options);
  EXPECT_THROW(server.start(), std::runtime_error);
}

TEST(Running, ListensInSeveralPlaces) {
  const auto listen = running::places().listen;
  ASSERT_EQ(listen.size(), 3u);
  EXPECT_EQ(listen[0].port, 8080);
  EXPECT_EQ(listen[1].uds_mode, 0660u);
  EXPECT_TRUE(listen[2].proxy_protocol);
}

TEST(Running, ProxiesAreBelievedWhenTold) {
  App app;
  app.get<running::who>("/who");
  server::ServerOptions options = running::proxies();
  options.port = 0;
  server::Server server(app, options);
  EXPECT_NO_THROW(server.start());
  TestClient client(app);
  EXPECT_EQ(client.get("/who").json(), Json("testclient asked for http://testserver/who"));
}

TEST(Running, AProgramHasDefaultsOfItsOwn) {
  App app;
  std::string name = "api";
  std::string command = "limits";
  char* arguments[] = {name.data(), command.data(), nullptr};
  testing::internal::CaptureStdout();
  EXPECT_EQ(running::serve(app, 2, arguments), 0);
  const std::string limits = testing::internal::GetCapturedStdout();
  EXPECT_NE(limits.find("8 MiB"), std::string::npos) << limits;
  EXPECT_NE(limits.find("100 connections"), std::string::npos) << limits;
}

// Every limit of the server stands on the page, with its default.
TEST(LimitsPage, NamesEveryLimit) {
  std::ifstream file(TALARIA_DOCS_DIR "/limits.md");
  const std::string page(std::istreambuf_iterator<char>(file), {});
  App app;
  std::string name = "api";
  std::string command = "limits";
  char* arguments[] = {name.data(), command.data(), nullptr};
  testing::internal::CaptureStdout();
  EXPECT_EQ(run(app, 2, arguments), 0);
  std::istringstream limits(testing::internal::GetCapturedStdout());
  int named = 0;
  for (std::string line; std::getline(limits, line);) {
    // Columns are two blanks apart; the limits of the server have names without blanks.
    const auto end = line.find(' ');
    const auto value = line.find_first_not_of(' ', end);
    if (line.substr(end, 2) != "  ") break;  // "query parameters": those of the app begin
    const std::string row =
        "| `" + line.substr(0, end) + "` | " + line.substr(value, line.find("  ", value) - value) + " |";
    const bool is_machine = line.starts_with("connections ");  // the system may allow less
    EXPECT_TRUE(is_machine || page.find(row) != std::string::npos) << row;
    ++named;
  }
  EXPECT_GE(named, 20);
}

}  // namespace
}  // namespace docs
