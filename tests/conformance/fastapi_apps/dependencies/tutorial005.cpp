// docs_src/dependencies/tutorial005: a dependency that needs another one.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace dependencies::tutorial005 {

std::optional<std::string> query_extractor(Query<std::optional<std::string>, "q"> q) {
  return q;
}

std::optional<std::string> query_or_cookie_extractor(Depends<query_extractor> q,
                                                     Cookie<std::optional<std::string>, "last_query"> last_query) {
  if (!*q || (*q)->empty()) return last_query;
  return *q;
}

Task<Json> read_query(Depends<query_or_cookie_extractor> query_or_default) {
  co_return JsonObject{{"q_or_cookie", *query_or_default}};
}

void register_routes(App& app) {
  app.get<read_query>("/items/");
}

const Tutorial tutorial{"docs_src.dependencies.tutorial005", register_routes};

}  // namespace dependencies::tutorial005
