#include <algorithm>
#include <chrono>
#include <numeric>
#include <random>
#include <regex>

#include <gmock/gmock.h>

#include <talaria/routing/route_table.hpp>

namespace talaria::routing {
namespace {

using http::Method;
using ::testing::ElementsAre;

using Routes = std::vector<std::pair<Method, std::string>>;

RouteTable table_of(const Routes& routes) {
  RouteTable table;
  for (std::size_t i = 0; i < routes.size(); ++i) table.add(routes[i].first, *parse_path_pattern(routes[i].second), i);
  return table;
}

RouteTable gets(const std::vector<std::string>& paths) {
  Routes routes;
  for (const auto& path : paths) routes.emplace_back(Method::get, path);
  return table_of(routes);
}

std::vector<std::string> captured(const Match& match) {
  return {match.captures.values.begin(), match.captures.values.begin() + std::ptrdiff_t(match.captures.count)};
}

std::optional<std::size_t> find(const RouteTable& table, std::string_view path) {
  const Match match = table.match(Method::get, path);
  return match.kind == Match::Kind::found ? std::optional(match.route) : std::nullopt;
}

TEST(RouteTable, FindsLiteralsAndCaptures) {
  const RouteTable table = gets({"/", "/items", "/items/{id}", "/items/{id}/parts/{part}"});
  EXPECT_EQ(find(table, "/"), 0u);
  EXPECT_EQ(find(table, "/items"), 1u);
  const Match item = table.match(Method::get, "/items/a b");
  EXPECT_EQ(item.route, 2u);
  EXPECT_THAT(captured(item), ElementsAre("a b"));
  EXPECT_THAT(captured(table.match(Method::get, "/items/5/parts/x-1")), ElementsAre("5", "x-1"));
  EXPECT_EQ(find(table, "/items/5/parts"), std::nullopt);
  EXPECT_EQ(find(table, "/Items"), std::nullopt);
}

TEST(RouteTable, TheRouteThatWasAddedFirstWins) {
  const RouteTable special_first = gets({"/users/me", "/users/{id}"});
  EXPECT_EQ(find(special_first, "/users/me"), 0u);
  EXPECT_EQ(find(special_first, "/users/you"), 1u);
  const RouteTable general_first = gets({"/users/{id}", "/users/me", "/{rest:path}"});
  EXPECT_EQ(find(general_first, "/users/me"), 0u);
  EXPECT_EQ(find(general_first, "/elsewhere/and/on"), 2u);
  const RouteTable path_first = gets({"/{rest:path}", "/users/me"});
  EXPECT_EQ(find(path_first, "/users/me"), 0u);
}

TEST(RouteTable, OfEqualTemplatesTheFirstWins) {
  const RouteTable table = gets({"/items/{a}", "/items/{b}"});
  EXPECT_EQ(find(table, "/items/1"), 0u);
}

TEST(RouteTable, OtherMethodsOfAPathAreNotAllowed) {
  const RouteTable table = table_of({{Method::post, "/items"}, {Method::get, "/items/{id}"}, {Method::get, "/items"}});
  EXPECT_EQ(table.match(Method::get, "/items").route, 2u);
  const Match match = table.match(Method::delete_, "/items");
  EXPECT_EQ(match.kind, Match::Kind::method_not_allowed);
  EXPECT_EQ(match.route, 0u) << "the first route of the path answers";
  EXPECT_EQ(table.match(Method::post, "/items/5").kind, Match::Kind::method_not_allowed);
  EXPECT_EQ(table.match(Method::other, "/items/5").kind, Match::Kind::method_not_allowed);
  EXPECT_EQ(table.match(Method::head, "/nothing").kind, Match::Kind::not_found);
}

TEST(RouteTable, AMethodIsLookedForInEveryTemplateThatFits) {
  const RouteTable table = table_of({{Method::get, "/users/me"}, {Method::put, "/users/{id}"}});
  const Match match = table.match(Method::put, "/users/me");
  EXPECT_EQ(match.kind, Match::Kind::found);
  EXPECT_EQ(match.route, 1u);
  EXPECT_THAT(captured(match), ElementsAre("me"));
}

TEST(RouteTable, EmptySegmentsAreSegments) {
  const RouteTable table = gets({"/a", "/a/", "/a/{x}", "/a//b", "/a/{x}/"});
  EXPECT_EQ(find(table, "/a"), 0u);
  EXPECT_EQ(find(table, "/a/"), 1u) << "a capture takes at least one character";
  EXPECT_EQ(find(table, "/a//b"), 3u);
  EXPECT_EQ(find(table, "/a/c/"), 4u);
  EXPECT_EQ(find(table, "//a"), std::nullopt);
  EXPECT_EQ(find(table, "/a//"), std::nullopt);
  EXPECT_EQ(find(table, ""), std::nullopt);
  EXPECT_EQ(find(table, "a"), std::nullopt);
}

TEST(RouteTable, APathCaptureTakesSlashesAndAlsoNothing) {
  const RouteTable table = gets({"/files/{path:path}", "/edit/{path:path}/now"});
  EXPECT_THAT(captured(table.match(Method::get, "/files//home/me.txt")), ElementsAre("/home/me.txt"));
  EXPECT_THAT(captured(table.match(Method::get, "/files/")), ElementsAre(""));
  EXPECT_EQ(find(table, "/files"), std::nullopt);
  EXPECT_THAT(captured(table.match(Method::get, "/edit/a/now/now")), ElementsAre("a/now"));
}

TEST(RouteTable, TailsGiveBackWhatTheRestNeeds) {
  const RouteTable table = gets({"/{name}.{format}", "/v{version:float}/{id:int}0", "/{id:uuid}/x"});
  EXPECT_THAT(captured(table.match(Method::get, "/a.b.c")), ElementsAre("a.b", "c"));
  EXPECT_THAT(captured(table.match(Method::get, "/v1.5/100")), ElementsAre("1.5", "10"));
  EXPECT_EQ(find(table, "/v1/0"), std::nullopt);
  EXPECT_EQ(find(table, "/123e4567-e89b-12d3-a456-426614174000/x"), 2u);
}

TEST(RouteTable, FitsWhateverTheMethod) {
  const RouteTable table = table_of({{Method::post, "/items/"}});
  EXPECT_TRUE(table.fits("/items/"));
  EXPECT_FALSE(table.fits("/items"));
}

TEST(RouteTable, APathMadeForBacktrackingCostsLittle) {
  const RouteTable table = gets({"/{a}-{b}-{c}-{d}-{e}-{f}-{g}-{h}.txt"});
  const std::string path = "/" + std::string(1500, '-');
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(find(table, path), std::nullopt);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(RouteTable, HoldsThousandsOfRoutes) {
  RouteTable table;
  for (std::size_t i = 0; i < 5000; ++i) {
    table.add(Method::get, *parse_path_pattern("/group" + std::to_string(i % 50) + "/r" + std::to_string(i) + "/{id}"),
              i);
  }
  for (std::size_t i = 0; i < 5000; i += 7) {
    EXPECT_EQ(find(table, "/group" + std::to_string(i % 50) + "/r" + std::to_string(i) + "/x"), i);
  }
  EXPECT_EQ(find(table, "/group1/r2/x"), std::nullopt);
}

// Starlette's way: every template a regular expression, tried in order.
struct NaiveRoute {
  Method method;
  std::regex regex;
  std::size_t captures;
};

NaiveRoute naive_route(Method method, const std::string& text) {
  const auto pattern = *parse_path_pattern(text);
  std::string regex;
  std::size_t captures = 0;
  for (const auto& part : pattern.parts) {
    if (!part.is_capture()) {
      for (const char c : part.literal) regex += std::string(c == '.' || c == '-' ? "\\" : "") + c;
      continue;
    }
    ++captures;
    switch (part.convertor) {
      case Convertor::str:
        regex += "([^/]+)";
        break;
      case Convertor::path:
        regex += "(.*)";
        break;
      case Convertor::integer:
        regex += "([0-9]+)";
        break;
      case Convertor::real:
        regex += "([0-9]+(?:\\.[0-9]+)?)";
        break;
      case Convertor::uuid:
        regex += "([0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12})";
        break;
    }
  }
  return {method, std::regex(regex), captures};
}

std::string describe(const Match& match) {
  if (match.kind == Match::Kind::not_found) return "404";
  std::string text = match.kind == Match::Kind::found ? "found " : "405 ";
  text += std::to_string(match.route);
  if (match.kind != Match::Kind::found) return text;
  for (const auto& value : captured(match)) text += " [" + value + "]";
  return text;
}

std::string naive_match(const std::vector<NaiveRoute>& routes, Method method, const std::string& path) {
  std::string partial = "404";
  for (std::size_t i = 0; i < routes.size(); ++i) {
    std::smatch found;
    if (!std::regex_match(path, found, routes[i].regex)) continue;
    if (routes[i].method == method) {
      std::string text = "found " + std::to_string(i);
      for (std::size_t c = 1; c <= routes[i].captures; ++c) text += " [" + found[c].str() + "]";
      return text;
    }
    if (partial == "404") partial = "405 " + std::to_string(i);
  }
  return partial;
}

TEST(RouteTable, AgreesWithANaiveMatcherOnRandomTables) {
  std::mt19937 random(20240601);
  const auto pick = [&](const auto& from) { return from[random() % std::size(from)]; };
  const char* const pieces[] = {"a",         "b",        "ab",    "",     "{#}",     "{#}", "{#:int}",
                                "{#:float}", "{#:path}", "{#}.a", "a{#}", "{#}-{#}", "1",   "{#:int}.{#}"};
  const char* const segments[] = {"a", "b", "ab", "", "1", "12", "1.5", "a-b", "a.a", "ba", "1.a", "a-", "1.5.a"};
  const Method methods[] = {Method::get, Method::post};
  for (int round = 0; round < 400; ++round) {
    std::vector<std::pair<Method, PathPattern>> patterns;
    std::vector<NaiveRoute> naive;
    std::string templates;
    const std::size_t count = 1 + random() % 8;
    for (std::size_t i = 0; i < count; ++i) {
      std::string text;
      int name = 0;
      for (std::size_t depth = 1 + random() % 3; depth > 0; --depth) {
        text += '/';
        for (const char c : std::string(pick(pieces)))
          text += c == '#' ? "n" + std::to_string(name++) : std::string(1, c);
      }
      const Method method = pick(methods);
      patterns.emplace_back(method, *parse_path_pattern(text));
      naive.push_back(naive_route(method, text));
      templates += "\n" + std::to_string(i) + ": " + std::string(http::method_name(method)) + " " + text;
    }
    // Who adds the routes in another order gets the same answers.
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (round % 2 == 1) std::shuffle(order.begin(), order.end(), random);
    RouteTable table;
    for (const std::size_t i : order) table.add(patterns[i].first, patterns[i].second, i);
    for (int request = 0; request < 40; ++request) {
      std::string path;
      for (std::size_t depth = 1 + random() % 4; depth > 0; --depth) path += std::string("/") + pick(segments);
      const Method method = pick(methods);
      ASSERT_EQ(describe(table.match(method, path)), naive_match(naive, method, path))
          << http::method_name(method) << " " << path << templates;
    }
  }
}

}  // namespace
}  // namespace talaria::routing
