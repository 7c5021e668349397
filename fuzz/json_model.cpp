// JSON texts into values and into a model: nothing crashes, what is written reads back, and the fast path never says
// anything else than the explaining one.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/model/dump.hpp>
#include <talaria/model/validate.hpp>

namespace {

using namespace talaria;

enum class Color { red, green, blue };

struct Part {
  int id;
  Field<std::string, alias{"the name"}, min_length{1}, max_length{8}> name;
  void validate() {
    if (id == 13) throw ValueError("unlucky");
  }
};

struct Thing {
  Field<std::int64_t, ge{-100}, lt{1'000'000'000'000}, defaults{7}> count;
  Field<double, ge{-1e300}, le{1e300}> price;  // which keeps out what JSON cannot say
  std::optional<std::uint8_t> small;
  Field<bool, defaults{true}> flag;
  Field<Color, defaults{Color::green}> color;
  Field<std::optional<std::string>, pattern{"^[a-z]{0,5}$"}> slug;
  Field<std::vector<Part>, max_length{3}, defaults{}> parts;
  Field<std::set<std::string>, defaults{}> tags;
  Field<std::map<std::string, Field<float, ge{-1e30}, le{1e30}>>, defaults{}> weights;
  std::optional<Json> any;
  std::vector<Thing> inner;
};

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

void check_value(const Json& value) {
  const std::string text = dump_json(value);
  const auto again = parse_json(text);
  require(again.has_value(), "what is written is JSON");
  require(*again == value, "what is written reads back equal");
  require(dump_json(*again) == text, "what is read back is written the same");
  require(parse_json(dump_json_pretty(value)).has_value(), "what is written prettily is JSON");
}

void check_model(std::string_view text, const Result<Json, JsonError>& value) {
  const model::TypeInfo& type = model::type_info<Thing>;
  Thing fast{};
  const bool read = model::read_json(type, model::no_facts, text, &fast);
  require(!read || value.has_value(), "only JSON is read into a model");
  if (!value) return;

  Thing slow{};
  model::Errors errors;
  const bool valid = model::validate(type, model::no_facts, *value, &slow, {}, errors);
  require(valid == errors.empty(), "there are errors exactly when the input is not valid");
  require(!read || valid, "the fast path takes only what is valid");
  if (!valid) {
    require(parse_json(dump_json(model::errors_to_json(errors))).has_value(), "errors are JSON");
    return;
  }
  const std::string dump = model_dump_json(slow);
  require(!read || model_dump_json(fast) == dump, "both paths give the same object");
  Thing again{};
  require(model::read_json(type, model::no_facts, dump, &again), "the fast path takes what is written");
  require(model_dump_json(again) == dump, "what is written is read back as it was");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto value = parse_json(text);
  if (value) check_value(*value);
  check_model(text, value);
  return 0;
}
