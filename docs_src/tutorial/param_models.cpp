#include <talaria/talaria.hpp>
using namespace talaria;

namespace param_models {

// [query]
struct Filter {
  Field<int, gt{0}, le{100}, defaults{100}> limit = {};
  Field<int, ge{0}, defaults{0}> offset = {};
  Field<Literal<"created_at", "updated_at">, defaults{"created_at"}> order_by = {};
  Field<std::vector<std::string>, defaults{}> tags = {};
};

Task<Filter> read_items(Query<Filter> filter) {
  co_return filter;
}
// [/query]

// [use]
Task<Json> read_page(Query<Filter> filter, Query<std::string, "search", defaults{""}> search) {
  co_return JsonObject{{"search", search}, {"from", *filter.offset}, {"to", filter.offset + filter.limit}};
}
// [/use]

// [forbid]
struct Paging {
  static constexpr ModelConfig model_config{.extra = Extra::forbid};

  Field<int, gt{0}, le{100}, defaults{100}> limit = {};
  Field<int, ge{0}, defaults{0}> offset = {};
};

Task<Paging> read_orders(Query<Paging> paging) {
  co_return paging;
}
// [/forbid]

// [header]
struct CommonHeaders {
  std::string host;
  bool save_data;
  std::optional<std::string> if_modified_since = {};
  Field<std::vector<std::string>, defaults{}> x_tag = {};
};

Task<CommonHeaders> read_headers(Header<CommonHeaders> headers) {
  co_return headers;
}
// [/header]

// [underscores]
Task<CommonHeaders> read_legacy_headers(Header<CommonHeaders, "", keep_underscores> headers) {
  co_return headers;
}
// [/underscores]

// [cookie]
struct Cookies {
  static constexpr ModelConfig model_config{.extra = Extra::forbid};

  std::string session_id;
  std::optional<std::string> theme = {};
};

Task<Cookies> read_cookies(Cookie<Cookies> cookies) {
  co_return cookies;
}
// [/cookie]

void set_up(App& app) {
  app.get<read_items>("/items/");
  app.get<read_page>("/pages/");
  app.get<read_orders>("/orders/");
  app.get<read_headers>("/headers/");
  app.get<read_legacy_headers>("/legacy/");
  app.get<read_cookies>("/cookies/");
}

}  // namespace param_models
