#include <talaria/describe/json_part.hpp>

namespace talaria {

JsonPart::JsonPart() noexcept = default;
JsonPart::JsonPart(const char* text) : JsonPart(std::string_view(text)) {}
JsonPart::JsonPart(std::string_view text) {
  auto parsed = parse_json(text);
  if (parsed) {
    value_ = std::move(parsed).value();
  } else {
    fault_ = std::string(parsed.error().message) + " at octet " + std::to_string(parsed.error().offset) + " of " +
             std::string(text);
  }
}
JsonPart::JsonPart(Json value) : value_(std::move(value)) {}
JsonPart::JsonPart(JsonObject value) : value_(std::move(value)) {}
JsonPart::JsonPart(JsonArray value) : value_(std::move(value)) {}
JsonPart::JsonPart(const JsonPart&) = default;
JsonPart& JsonPart::operator=(const JsonPart&) = default;
JsonPart::~JsonPart() = default;

}  // namespace talaria
