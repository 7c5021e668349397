// JSON texts into values and into models: nothing crashes, what is written reads back, and the fast path never says
// anything else than the explaining one.
#include "models.hpp"
#include "require.hpp"

#include <cstddef>
#include <string>
#include <string_view>

#include <talaria/model/dump.hpp>
#include <talaria/model/validate.hpp>

namespace {

using namespace talaria;
using fuzz::require;

void check_value(const Json& value) {
  const std::string text = dump_json(value);
  const auto again = parse_json(text);
  require(again.has_value(), "what is written is JSON");
  require(*again == value, "what is written reads back equal");
  require(dump_json(*again) == text, "what is read back is written the same");
  require(parse_json(dump_json_pretty(value)).has_value(), "what is written prettily is JSON");
}

void check_errors(const model::Errors& errors) {
  const auto list = parse_json(dump_json(model::errors_to_json(errors)));
  require(list.has_value(), "errors are JSON");
  for (const Json& error : list->as_array()) {
    require(!error["type"].as_string().empty() && !error["msg"].as_string().empty(), "an error says what it is");
    require(error["loc"].is_array(), "an error says where it is");
    require(error.as_object().contains("input"), "an error shows what was sent");
  }
}

template <class T>
void check_model(std::string_view text, const Result<Json, JsonError>& value) {
  const model::TypeInfo& type = model::type_info<T>;
  T fast{};
  const bool read = model::read_json(type, model::no_facts, text, &fast);
  require(!read || value.has_value(), "only JSON is read into a model");
  if (!value) return;

  T slow{};
  model::Errors errors;
  const bool valid = model::validate(type, model::no_facts, *value, &slow, {}, errors);
  require(valid == errors.empty(), "there are errors exactly when the input is not valid");
  require(!read || valid, "the fast path takes only what is valid");
  if (!valid) {
    check_errors(errors);
    return;
  }
  const std::string dump = model_dump_json(slow);
  require(!read || model_dump_json(fast) == dump, "both paths give the same object");
  require(dump_json(model_dump(slow)) == dump, "text and value are written alike");
  T again{};
  require(model::read_json(type, model::no_facts, dump, &again), "the fast path takes what is written");
  require(model_dump_json(again) == dump, "what is written is read back as it was");

  T strict{};
  model::Errors strict_errors;
  if (model::validate(type, model::no_facts, *value, &strict, {}, strict_errors, {.strict = true})) {
    require(model_dump_json(strict) == dump, "strict validation takes less, and what it takes is the same");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto value = parse_json(text);
  if (value) check_value(*value);
  check_model<fuzz::Thing>(text, value);
  check_model<fuzz::Shelf>(text, value);
  check_model<fuzz::Edges>(text, value);
  return 0;
}
