#include <talaria/talaria.hpp>
using namespace talaria;

namespace json_values {

struct Point {
  int x;
  int y;
};

std::string build() {
  // [build]
  JsonObject person{{"name", "Ada"}, {"born", 1815}, {"nickname", nullptr}};
  person.set("languages", JsonArray{"English", "French"});
  person.set("home", Point{.x = 3, .y = 4});
  const std::string text = dump_json(person);
  // [/build]
  return text;
}

std::string read(const std::string& text) {
  // [read]
  const auto parsed = parse_json(text);
  if (!parsed) return parsed.error().message;
  const Json& person = *parsed;
  std::string result = person["name"].as_string();
  if (const auto* born = person["born"].if_int()) result += ", " + std::to_string(*born);
  for (const Json& language : person["languages"].as_array()) result += ", " + language.as_string();
  // [/read]
  return result;
}

std::string to_model(const std::string& text) {
  // [model]
  try {
    const auto point = model_validate_json<Point>(text);
    return model_dump_json(Point{.x = point.y, .y = point.x});
  } catch (const ValidationError& error) {
    return error.json();
  }
  // [/model]
}

}  // namespace json_values
