// Prints the JSON Schema of each model of the fuzz targets, with everything that the models write when they are given
// the JSON texts of these files: a schema has to allow what is written.
//
//   openapi_schemas FILE...
#include "models.hpp"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <talaria/model/dump.hpp>
#include <talaria/model/json_schema.hpp>
#include <talaria/model/validate.hpp>

using namespace talaria;

namespace {

template <class T>
void print(const char* name, const std::vector<std::string>& texts) {
  JsonArray instances;
  for (const std::string& text : texts) {
    const auto value = parse_json(text);
    T object{};
    model::Errors errors;
    if (value && model::validate(model::type_info<T>, model::no_facts, *value, &object, {}, errors)) {
      instances.push_back(model_dump(object));
    }
  }
  const JsonObject line{{"name", name}, {"schema", model_json_schema<T>()}, {"instances", std::move(instances)}};
  std::printf("%s\n", dump_json(line).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> texts;
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  print<fuzz::Thing>("Thing", texts);
  print<fuzz::Shelf>("Shelf", texts);
  print<fuzz::Edges>("Edges", texts);
  print<std::vector<std::optional<fuzz::Part>>>("a list", texts);
  return 0;
}
