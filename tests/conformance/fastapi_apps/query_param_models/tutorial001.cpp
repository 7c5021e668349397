// docs_src/query_param_models/tutorial001: a model of the query string.
#include "tutorial.hpp"

#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace query_param_models::tutorial001 {

struct FilterParams {
  Field<int, gt{0}, le{100}, defaults{100}> limit;
  Field<int, ge{0}, defaults{0}> offset;
  Field<Literal<"created_at", "updated_at">, defaults{"created_at"}> order_by;
  Field<std::vector<std::string>, defaults{}> tags;
};

Task<Json> read_items(Query<FilterParams> filter_query) {
  co_return filter_query;
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.query_param_models.tutorial001", register_routes};

}  // namespace query_param_models::tutorial001
