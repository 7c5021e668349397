// docs_src/extra_models/tutorial005: a map as the response.
#include "tutorial.hpp"

#include <map>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace extra_models::tutorial005 {

using Weights = std::map<std::string, double>;

Task<Weights> read_keyword_weights() {
  co_return Weights{{"foo", 2.3}, {"bar", 3.4}};
}

void register_routes(App& app) {
  app.get<read_keyword_weights>("/keyword-weights/");
}

const Tutorial tutorial{"docs_src.extra_models.tutorial005", register_routes};

}  // namespace extra_models::tutorial005
