#include <atomic>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace dependencies {

// [function]
struct ListOptions {
  std::optional<std::string> search;
  int skip;
  int limit;
};

Task<ListOptions> list_options(Query<std::optional<std::string>, "search"> search, Query<int, "skip", defaults{0}> skip,
                               Query<int, "limit", le{100}, defaults{20}> limit) {
  co_return ListOptions{.search = search, .skip = skip, .limit = limit};
}

Task<Json> read_items(Depends<list_options> options) {
  co_return JsonObject{{"search", options->search}, {"from", options->skip}, {"to", options->skip + options->limit}};
}
// [/function]

// [alias]
using Listing = Depends<list_options>;

Task<ListOptions> read_users(Listing listing) {
  co_return *listing;
}
// [/alias]

// [sub]
Task<std::string> term(Query<std::string, "term", defaults{""}> term) {
  co_return term;
}

Task<std::string> term_or_last_one(Depends<term> term,
                                   Cookie<std::string, "last_term", defaults{"nothing"}> last_term) {
  if (term->empty()) co_return last_term;
  co_return *term;
}

Task<Json> search(Depends<term_or_last_one> term) {
  co_return JsonObject{{"searched", *term}};
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
struct AtLeast {
  int minimum;

  Task<int> operator()(Query<int, "amount"> amount) const {
    if (amount < minimum) throw HTTPException{400, "Order " + std::to_string(minimum) + " at least"};
    co_return amount;
  }
};

inline constexpr AtLeast at_least_ten{10};

Task<Json> order_in_bulk(Depends<at_least_ten> amount) {
  co_return JsonObject{{"ordered", *amount}};
}
// [/object]

// [verify]
Task<void> verify_token(Header<std::string, "x_token"> x_token) {
  if (x_token != "let-me-in") throw HTTPException{400, "Wrong token"};
  co_return;
}

Task<void> verify_key(Header<std::string, "x_key"> x_key) {
  if (x_key != "open-sesame") throw HTTPException{400, "Wrong key"};
  co_return;
}
// [/verify]

Task<Json> read_protected() {
  co_return JsonArray{"gold"};
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
  app.get<search>("/search");
  app.get<read_rolls>("/rolls");
  app.post<order_in_bulk>("/orders");
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
