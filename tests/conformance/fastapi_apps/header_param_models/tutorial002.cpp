// docs_src/header_param_models/tutorial002: a model of the header fields.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace header_param_models::tutorial002 {

struct CommonHeaders {
  static constexpr ModelConfig model_config{.extra = Extra::forbid};

  std::string host;
  bool save_data;
  std::optional<std::string> if_modified_since;
  std::optional<std::string> traceparent;
  Field<std::vector<std::string>, defaults{}> x_tag;
};

Task<Json> read_items(Header<CommonHeaders> headers) {
  co_return headers;
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.header_param_models.tutorial002", register_routes};

}  // namespace header_param_models::tutorial002
