// docs_src/query_params_str_validations/tutorial015: a validator of one's own.
#include "tutorial.hpp"

#include <iterator>
#include <map>
#include <optional>
#include <random>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace query_params_str_validations::tutorial015 {

const std::map<std::string, std::string> data{
    {"isbn-9781529046137", "The Hitchhiker's Guide to the Galaxy"},
    {"imdb-tt0371724", "The Hitchhiker's Guide to the Galaxy"},
    {"isbn-9781439512982", "Isaac Asimov: The Complete Stories, Vol. 2"},
};

std::string check_valid_id(std::string id) {
  if (!id.starts_with("isbn-") && !id.starts_with("imdb-")) {
    throw ValueError(R"(Invalid ID format, it must start with "isbn-" or "imdb-")");
  }
  return id;
}

std::string random_id() {
  static std::mt19937 generator{std::random_device{}()};
  std::uniform_int_distribution<std::size_t> position(0, data.size() - 1);
  return std::next(data.begin(), static_cast<std::ptrdiff_t>(position(generator)))->first;
}

Task<Json> read_items(Query<std::optional<std::string>, "id", validator<check_valid_id>> id) {
  const std::string chosen = id && !id->empty() ? *id : random_id();
  const auto item = data.find(chosen);
  co_return JsonObject{{"id", chosen}, {"name", item == data.end() ? Json() : Json(item->second)}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.query_params_str_validations.tutorial015", register_routes};

}  // namespace query_params_str_validations::tutorial015
