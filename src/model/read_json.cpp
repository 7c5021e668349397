#include <talaria/model/validate.hpp>

namespace talaria::model {

bool read_json(const TypeInfo& type, const Facts& facts, std::string_view text, void* out) {
  const Result<Json, JsonError> input = parse_json(text);
  Errors errors;
  return input && validate(type, facts, *input, out, {}, errors);
}

bool read_text(const TypeInfo& type, const Facts& facts, std::string_view text, void* out) {
  Errors errors;
  return validate(type, facts, text, out, {}, errors);
}

}  // namespace talaria::model
