// docs_src/dependencies/tutorial003: a struct as the result of a dependency.
#include "slice.hpp"
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace dependencies::tutorial003 {

const JsonArray fake_items_db{JsonObject{{"item_name", "Foo"}}, JsonObject{{"item_name", "Bar"}},
                              JsonObject{{"item_name", "Baz"}}};

struct CommonQueryParams {
  std::optional<std::string> q;
  int skip;
  int limit;
};

CommonQueryParams common_query_params(Query<std::optional<std::string>, "q"> q, Query<int, "skip", defaults{0}> skip,
                                      Query<int, "limit", defaults{100}> limit) {
  return {q, skip, limit};
}

Task<Json> read_items(Depends<common_query_params> commons) {
  JsonObject response;
  if (commons->q && !commons->q->empty()) response["q"] = commons->q;
  response["items"] = slice(fake_items_db, commons->skip, commons->limit);
  co_return response;
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.dependencies.tutorial003", register_routes};

}  // namespace dependencies::tutorial003
