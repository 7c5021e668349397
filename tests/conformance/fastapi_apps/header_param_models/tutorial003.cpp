// docs_src/header_param_models/tutorial003: a model of the header fields.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace header_param_models::tutorial003 {

struct CommonHeaders {
  std::string host;
  bool save_data;
  std::optional<std::string> if_modified_since;
  std::optional<std::string> traceparent;
  Field<std::vector<std::string>, defaults{}> x_tag;
};

Task<Json> read_items(Header<CommonHeaders, "", keep_underscores> headers) {
  co_return headers;
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.header_param_models.tutorial003", register_routes};

}  // namespace header_param_models::tutorial003
