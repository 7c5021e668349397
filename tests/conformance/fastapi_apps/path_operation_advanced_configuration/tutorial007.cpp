// docs_src/path_operation_advanced_configuration/tutorial007: a body in YAML, which the program reads itself.
#include "tutorial.hpp"

#include <string>
#include <string_view>
#include <vector>
#include <yaml-cpp/yaml.h>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_operation_advanced_configuration::tutorial007 {

struct Item {
  std::string name;
  std::vector<std::string> tags;
};

/// A scalar that is not in quotes may be something else than a text.
Json scalar_to_json(const YAML::Node& scalar) {
  if (scalar.Tag() == "?") {
    if (std::int64_t integer = 0; YAML::convert<std::int64_t>::decode(scalar, integer)) return integer;
    if (double real = 0; YAML::convert<double>::decode(scalar, real)) return real;
    if (bool truth = false; YAML::convert<bool>::decode(scalar, truth)) return truth;
  }
  return scalar.Scalar();
}

Json to_json(const YAML::Node& node) {
  if (node.IsScalar()) return scalar_to_json(node);
  if (node.IsSequence()) {
    JsonArray out;
    for (const YAML::Node& item : node) out.push_back(to_json(item));
    return out;
  }
  if (!node.IsMap()) return nullptr;
  JsonObject out;
  for (const auto& entry : node) out.set(entry.first.Scalar(), to_json(entry.second));
  return out;
}

Json safe_load(std::string_view yaml) {
  try {
    return to_json(YAML::Load(std::string(yaml)));
  } catch (const YAML::Exception&) {
    throw HTTPException{422, "Invalid YAML"};
  }
}

Task<Json> create_item(Request& request) {
  const std::string_view raw_body = co_await request.body();
  const Json data = safe_load(raw_body);
  try {
    co_return model_validate<Item>(data);
  } catch (const ValidationError& error) {
    throw HTTPException{422, model::errors_to_json(error.errors())};
  }
}

void register_routes(App& app) {
  const JsonObject content{{"application/x-yaml", JsonObject{{"schema", model_json_schema<Item>()}}}};
  const Json extra = JsonObject{{"requestBody", JsonObject{{"content", content}, {"required", true}}}};
  app.post<create_item>("/items/", {.openapi_extra = extra});
}

const Tutorial tutorial{"docs_src.path_operation_advanced_configuration.tutorial007", register_routes};

}  // namespace path_operation_advanced_configuration::tutorial007
