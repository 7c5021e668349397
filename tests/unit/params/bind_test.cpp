// Path, query, header and cookie parameters, from a request to the value or the 422.
#include <set>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/model/literal.hpp>
#include <talaria/params/bind.hpp>
#include <talaria/params/parameters.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

enum class Model { alexnet, resnet, lenet };

// clang-format off
Json path_int(Path<int, "id", ge{1}> id) { return *id; }
Json path_text(Path<std::string, "file_path"> path) { return std::string(path); }
Json path_enum(Path<Model, "model"> model) { return *model; }
Json path_alias(Path<int, "id", alias{"item_id"}> id) { return *id; }
Json query_int(Query<int, "q"> q) { return *q; }
Json query_default(Query<int, "q", defaults{10}, le{100}> q) { return *q; }
Json query_text_default(Query<std::string, "q", defaults{"fixed"}> q) { return std::string(q); }
Json query_optional(Query<std::optional<std::string>, "q"> q) { return Json(q); }
Json query_required_nullable(Query<std::optional<std::string>, "q", required> q) { return Json(q); }
Json query_bool(Query<bool, "q"> q) { return *q; }
Json query_real(Query<double, "q"> q) { return *q; }
Json query_limited(Query<std::string, "q", min_length{3}, max_length{5}, pattern{"^[a-z]+$"}> q) { return std::string(q); }
Json query_alias(Query<std::string, "q", alias{"item-query"}> q) { return std::string(q); }
Json query_list(Query<std::vector<int>, "q"> q) { return Json(q); }
Json query_list_default(Query<std::vector<std::string>, "q", defaults{}> q) { return Json(q); }
Json query_list_optional(Query<std::optional<std::vector<std::string>>, "q", max_length{2}> q) { return Json(q); }
Json query_set(Query<std::set<std::string>, "q"> q) { return Json(q); }
Json query_union(Query<std::variant<int, std::string>, "n"> n) { return Json(n); }
Json query_literal(Query<Literal<"asc", "desc">, "order", defaults{"asc"}> order) { return order.value(); }
Json query_pair(Query<std::pair<int, std::string>, "p"> p) { return JsonArray{p.first, p.second}; }
Json header_text(Header<std::optional<std::string>, "user_agent"> h) { return Json(h); }
Json header_int(Header<int, "x_number"> h) { return *h; }
Json header_list(Header<std::optional<std::vector<std::string>>, "x_token"> h) { return Json(h); }
Json header_strange(Header<std::optional<std::string>, "strange_header", keep_underscores> h) { return Json(h); }
Json header_alias(Header<std::string, "h", alias{"X-Request-ID"}> h) { return std::string(h); }
Json cookie_text(Cookie<std::optional<std::string>, "ads_id"> c) { return Json(c); }
Json cookie_int(Cookie<int, "n", lt{5}> c) { return *c; }
Json cookie_list(Cookie<std::vector<std::string>, "n"> c) { return Json(c); }
Json several(Cookie<int, "c"> c, Header<int, "x_h"> h, Query<int, "b"> b, Query<int, "a"> a, Path<int, "id"> id) { return JsonArray{*c, *h, *b, *a, *id}; }
// clang-format on

App& app() {
  static App app;
  static const bool filled = [] {
    app.get<path_int>("/path/int/{id}");
    app.get<path_text>("/path/text/{file_path:path}");
    app.get<path_enum>("/path/enum/{model}");
    app.get<path_alias>("/path/alias/{item_id}");
    app.get<query_int>("/query/int");
    app.get<query_default>("/query/default");
    app.get<query_text_default>("/query/text_default");
    app.get<query_optional>("/query/optional");
    app.get<query_required_nullable>("/query/required_nullable");
    app.get<query_bool>("/query/bool");
    app.get<query_real>("/query/real");
    app.get<query_limited>("/query/limited");
    app.get<query_alias>("/query/alias");
    app.get<query_list>("/query/list");
    app.get<query_list_default>("/query/list_default");
    app.get<query_list_optional>("/query/list_optional");
    app.get<query_set>("/query/set");
    app.get<query_union>("/query/union");
    app.get<query_literal>("/query/literal");
    app.get<query_pair>("/query/pair");
    app.get<header_text>("/header/text");
    app.get<header_int>("/header/int");
    app.get<header_list>("/header/list");
    app.get<header_strange>("/header/strange");
    app.get<header_alias>("/header/alias");
    app.get<cookie_text>("/cookie/text");
    app.get<cookie_int>("/cookie/int");
    app.get<cookie_list>("/cookie/list");
    app.get<several>("/several/{id}");
    return true;
  }();
  static_cast<void>(filled);
  return app;
}

TestClient& client() {
  static TestClient client(app());
  return client;
}

struct Bound {
  const char* url;
  TestRequest::Pairs headers;
  const char* body;
};

std::string unquoted(std::string text) {
  for (char& c : text) {
    if (c == '\'') c = '"';
  }
  return text;
}

class BindsHead : public ::testing::TestWithParam<Bound> {};

TEST_P(BindsHead, TheValue) {
  TestRequest request;
  request.headers = GetParam().headers;
  const TestResponse response = client().get(GetParam().url, request);
  EXPECT_EQ(response.status_code, 200) << response.text;
  EXPECT_EQ(response.text, unquoted(GetParam().body)) << GetParam().url;
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Path, BindsHead, ::testing::Values(
  Bound{"/path/int/42", {}, "42"},
  Bound{"/path/int/+7", {}, "7"},
  Bound{"/path/int/007", {}, "7"},
  Bound{"/path/int/1.0", {}, "1"},
  Bound{"/path/text/", {}, "''"},
  Bound{"/path/text//home/me.txt", {}, "'/home/me.txt'"},
  Bound{"/path/text/a%20b%2Fc+d%C3%A9", {}, "'a b/c+dé'"},
  Bound{"/path/enum/resnet", {}, "'resnet'"},
  Bound{"/path/alias/5", {}, "5"}));
INSTANTIATE_TEST_SUITE_P(Query, BindsHead, ::testing::Values(
  Bound{"/query/int?q=5", {}, "5"},
  Bound{"/query/int?q=5&q=6", {}, "6"},
  Bound{"/query/int?p=1&q=%20%20-3&", {}, "-3"},
  Bound{"/query/default", {}, "10"},
  Bound{"/query/default?Q=11", {}, "10"},
  Bound{"/query/default?q=100", {}, "100"},
  Bound{"/query/text_default", {}, "'fixed'"},
  Bound{"/query/text_default?q=", {}, "''"},
  Bound{"/query/optional", {}, "null"},
  Bound{"/query/optional?q", {}, "''"},
  Bound{"/query/optional?q=null", {}, "'null'"},
  Bound{"/query/optional?q=a+b%26c", {}, "'a b&c'"},
  Bound{"/query/required_nullable?q=x", {}, "'x'"},
  Bound{"/query/bool?q=1", {}, "true"},
  Bound{"/query/bool?q=True", {}, "true"},
  Bound{"/query/bool?q=on", {}, "true"},
  Bound{"/query/bool?q=no", {}, "false"},
  Bound{"/query/bool?q=F", {}, "false"},
  Bound{"/query/real?q=1e3", {}, "1000.0"},
  Bound{"/query/limited?q=abcde", {}, "'abcde'"},
  Bound{"/query/alias?item-query=x", {}, "'x'"},
  Bound{"/query/list?q=1&p=9&q=2", {}, "[1,2]"},
  Bound{"/query/list_default", {}, "[]"},
  Bound{"/query/list_default?q=", {}, "['']"},
  Bound{"/query/list_optional", {}, "null"},
  Bound{"/query/list_optional?q=a,b", {}, "['a,b']"},
  Bound{"/query/set?q=b&q=a&q=b", {}, "['a','b']"},
  Bound{"/query/union?n=5", {}, "'5'"},  // a text fits a text best
  Bound{"/query/literal", {}, "'asc'"},
  Bound{"/query/literal?order=desc", {}, "'desc'"},
  Bound{"/query/pair?p=1&p=a", {}, "[1,'a']"}));
INSTANTIATE_TEST_SUITE_P(HeadersAndCookies, BindsHead, ::testing::Values(
  Bound{"/header/text", {}, "'testclient'"},
  Bound{"/header/text", {{"User-Agent", "curl"}}, "'curl'"},
  Bound{"/header/text", {{"user-agent", "h\xe9"}}, "'hé'"},
  Bound{"/header/list", {{"x-token", "h\xe9"}, {"x-token", "hé"}}, "['hé','hÃ©']"},
  Bound{"/header/int", {{"X-Number", "5"}, {"x-number", "6"}}, "5"},
  Bound{"/header/list", {}, "null"},
  Bound{"/header/list", {{"x-token", "a, b"}, {"x-token", "c"}}, "['a, b','c']"},
  Bound{"/header/strange", {{"strange-header", "no"}}, "null"},
  Bound{"/header/strange", {{"strange_header", "yes"}}, "'yes'"},
  Bound{"/header/alias", {{"x-request-id", "r1"}}, "'r1'"},
  Bound{"/cookie/text", {}, "null"},
  Bound{"/cookie/text", {{"cookie", "x=1; ads_id=foo; y=2"}}, "'foo'"},
  Bound{"/cookie/text", {{"cookie", "ads_id=first; ads_id=last"}}, "'last'"},
  Bound{"/cookie/int", {{"cookie", "n=4"}}, "4"}));
// clang-format on

struct Refused {
  const char* url;
  TestRequest::Pairs headers;
  const char* detail;
};

class RefusesHead : public ::testing::TestWithParam<Refused> {};

TEST_P(RefusesHead, WithPydanticsWords) {
  TestRequest request;
  request.headers = GetParam().headers;
  const TestResponse response = client().get(GetParam().url, request);
  EXPECT_EQ(response.status_code, 422) << response.text;
  EXPECT_EQ(response.json()["detail"], *parse_json(unquoted(GetParam().detail))) << response.text;
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(All, RefusesHead, ::testing::Values(
  Refused{"/path/int/foo", {}, "[{'type':'int_parsing','loc':['path','id'],'msg':'Input should be a valid integer, unable to parse string as an integer','input':'foo'}]"},
  Refused{"/path/int/0", {}, "[{'type':'greater_than_equal','loc':['path','id'],'msg':'Input should be greater than or equal to 1','input':'0','ctx':{'ge':1}}]"},
  Refused{"/path/enum/x", {}, "[{'type':'enum','loc':['path','model'],'msg':'Input should be \\u0027alexnet\\u0027, \\u0027resnet\\u0027 or \\u0027lenet\\u0027','input':'x','ctx':{'expected':'\\u0027alexnet\\u0027, \\u0027resnet\\u0027 or \\u0027lenet\\u0027'}}]"},
  Refused{"/query/literal?order=up", {}, "[{'type':'literal_error','loc':['query','order'],'msg':'Input should be \\u0027asc\\u0027 or \\u0027desc\\u0027','input':'up','ctx':{'expected':'\\u0027asc\\u0027 or \\u0027desc\\u0027'}}]"},
  Refused{"/query/int", {}, "[{'type':'missing','loc':['query','q'],'msg':'Field required','input':null}]"},
  Refused{"/query/int?q=", {}, "[{'type':'int_parsing','loc':['query','q'],'msg':'Input should be a valid integer, unable to parse string as an integer','input':''}]"},
  Refused{"/query/default?q=101", {}, "[{'type':'less_than_equal','loc':['query','q'],'msg':'Input should be less than or equal to 100','input':'101','ctx':{'le':100}}]"},
  Refused{"/query/required_nullable", {}, "[{'type':'missing','loc':['query','q'],'msg':'Field required','input':null}]"},
  Refused{"/query/bool?q=maybe", {}, "[{'type':'bool_parsing','loc':['query','q'],'msg':'Input should be a valid boolean, unable to interpret input','input':'maybe'}]"},
  Refused{"/query/limited?q=ab", {}, "[{'type':'string_too_short','loc':['query','q'],'msg':'String should have at least 3 characters','input':'ab','ctx':{'min_length':3}}]"},
  Refused{"/query/limited?q=ABC", {}, "[{'type':'string_pattern_mismatch','loc':['query','q'],'msg':'String should match pattern \\u0027^[a-z]+$\\u0027','input':'ABC','ctx':{'pattern':'^[a-z]+$'}}]"},
  Refused{"/query/alias?q=x", {}, "[{'type':'missing','loc':['query','item-query'],'msg':'Field required','input':null}]"},
  Refused{"/query/list?q=1&q=x&q=y", {}, "[{'type':'int_parsing','loc':['query','q',1],'msg':'Input should be a valid integer, unable to parse string as an integer','input':'x'},{'type':'int_parsing','loc':['query','q',2],'msg':'Input should be a valid integer, unable to parse string as an integer','input':'y'}]"},
  Refused{"/query/list_optional?q=a&q=b&q=c", {}, "[{'type':'too_long','loc':['query','q'],'msg':'List should have at most 2 items after validation, not 3','input':['a','b','c'],'ctx':{'field_type':'List','max_length':2,'actual_length':3}}]"},
  Refused{"/header/int", {}, "[{'type':'missing','loc':['header','x-number'],'msg':'Field required','input':null}]"},
  Refused{"/header/int", {{"x-number", "a"}}, "[{'type':'int_parsing','loc':['header','x-number'],'msg':'Input should be a valid integer, unable to parse string as an integer','input':'a'}]"},
  Refused{"/header/alias", {{"h", "x"}}, "[{'type':'missing','loc':['header','X-Request-ID'],'msg':'Field required','input':null}]"},
  Refused{"/cookie/int", {{"cookie", "n=5"}}, "[{'type':'less_than','loc':['cookie','n'],'msg':'Input should be less than 5','input':'5','ctx':{'lt':5}}]"},
  Refused{"/cookie/list", {{"cookie", "n=a"}}, "[{'type':'list_type','loc':['cookie','n'],'msg':'Input should be a valid list','input':'a'}]"}));
// clang-format on

TEST(BindHead, ReportsEveryViolationPathQueryHeaderCookie) {
  const TestResponse response = client().get("/several/x?a=1.5");
  ASSERT_EQ(response.status_code, 422);
  std::vector<std::string> places;
  const Json body = response.json();
  for (const auto& error : body["detail"].as_array()) {
    places.push_back(error["loc"][0].as_string() + "." + error["loc"][1].as_string() + " " + error["type"].as_string());
  }
  EXPECT_THAT(places, ::testing::ElementsAre("path.id int_parsing", "query.b missing", "query.a int_parsing",
                                             "header.x-h missing", "cookie.c missing"));
}

TEST(BindHead, AValueThatFailsLeavesNothingBehindInTheNextRequest) {
  EXPECT_EQ(client().get("/query/list?q=1&q=x").status_code, 422);
  EXPECT_EQ(client().get("/query/list?q=3").text, "[3]");
}

}  // namespace
}  // namespace talaria
