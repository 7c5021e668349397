#include <atomic>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace dependencies {

// [function]
struct CommonParameters {
  std::optional<std::string> q;
  int skip;
  int limit;
};

Task<CommonParameters> common_parameters(Query<std::optional<std::string>, "q"> q, Query<int, "skip", defaults{0}> skip,
                                         Query<int, "limit", defaults{100}> limit) {
  co_return CommonParameters{.q = q, .skip = skip, .limit = limit};
}

Task<Json> read_items(Depends<common_parameters> commons) {
  co_return JsonObject{{"q", commons->q}, {"skip", commons->skip}, {"limit", commons->limit}};
}
// [/function]

// [alias]
using Commons = Depends<common_parameters>;

Task<CommonParameters> read_users(Commons commons) {
  co_return *commons;
}
// [/alias]

// [sub]
Task<std::string> query_extractor(Query<std::string, "q", defaults{""}> q) {
  co_return q;
}

Task<std::string> query_or_cookie_extractor(Depends<query_extractor> q,
                                            Cookie<std::string, "last_query", defaults{"nothing"}> last_query) {
  if (q->empty()) co_return last_query;
  co_return *q;
}

Task<Json> read_query(Depends<query_or_cookie_extractor> query) {
  co_return JsonObject{{"q_or_cookie", *query}};
}
// [/sub]

// [cache]
Task<int> roll() {
  static std::atomic<int> rolls = 0;
  co_return ++rolls;
}

Task<Json> read_rolls(Depends<roll> first, Depends<roll> same, Depends<roll, use_cache{false}> other) {
  co_return JsonObject{{"shared", *first == *same}, {"another", *first != *other}};
}
// [/cache]

// [object]
struct FixedContentQueryChecker {
  FixedString<4> fixed_content;

  Task<bool> operator()(Query<std::string, "q", defaults{""}> q) const {
    co_return q.find(fixed_content.view()) != std::string::npos;
  }
};

inline constexpr FixedContentQueryChecker checker{"bar"};

Task<Json> read_query_check(Depends<checker> fixed_content_included) {
  co_return JsonObject{{"fixed_content_in_query", *fixed_content_included}};
}
// [/object]

// [verify]
Task<void> verify_token(Header<std::string, "x_token"> x_token) {
  if (x_token != "fake-super-secret-token") throw HTTPException{400, "X-Token header invalid"};
  co_return;
}

Task<void> verify_key(Header<std::string, "x_key"> x_key) {
  if (x_key != "fake-super-secret-key") throw HTTPException{400, "X-Key header invalid"};
  co_return;
}
// [/verify]

Task<Json> read_protected() {
  co_return JsonArray{JsonObject{{"item", "Foo"}}};
}

// [database]
Task<Json> valid_item_id(Path<int, "item_id"> item_id) {
  if (item_id != 1) throw HTTPException{404, "Item not found"};
  co_return JsonObject{{"id", *item_id}};
}

Task<Json> read_item(Depends<valid_item_id> item) {
  co_return *item;
}
Task<Json> read_owner(Depends<valid_item_id> item) {
  co_return JsonObject{{"item", *item}, {"owner", "ada"}};
}
// [/database]

void set_up(App& app) {
  app.get<read_items>("/items/");
  app.get<read_users>("/users/");
  app.get<read_query>("/query/");
  app.get<read_rolls>("/rolls/");
  app.get<read_query_check>("/query-checker/");
  // [route]
  app.get<read_protected>("/protected/", {.dependencies = {depends<verify_token>, depends<verify_key>}});
  // [/route]
  app.get<read_item>("/items/{item_id}");
  app.get<read_owner>("/items/{item_id}/owner");
}

AppOptions global_options() {
  // [global]
  AppOptions options{.dependencies = {depends<verify_token>, depends<verify_key>}};
  // [/global]
  return options;
}

void set_up_global(App& app) {
  app.get<read_protected>("/items/");
}

}  // namespace dependencies
