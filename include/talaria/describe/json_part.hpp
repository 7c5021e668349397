// JsonPart: a piece of JSON that an option takes as it is: a Json value, or JSON text.
#pragma once
#include <concepts>
#include <string>
#include <string_view>

#include <talaria/model/json.hpp>

namespace talaria {

/// JSON for a document: `.openapi_extra = R"({"x-portal": "blue"})"`, or a Json, JsonObject or JsonArray. Empty (null)
/// unless said. Text that is no JSON is reported with the other faults when the app starts.
class JsonPart {
 public:
  JsonPart() noexcept;
  JsonPart(const char* text);
  JsonPart(std::string_view text);
  JsonPart(Json value);
  JsonPart(JsonObject value);
  JsonPart(JsonArray value);
  JsonPart(const JsonPart&);
  JsonPart& operator=(const JsonPart&);
  ~JsonPart();

  [[nodiscard]] const Json& value() const { return value_; }
  [[nodiscard]] bool empty() const { return value_.is_null(); }
  /// Why the text is no JSON; empty when it is.
  [[nodiscard]] const std::string& fault() const { return fault_; }

 private:
  Json value_;
  std::string fault_;
};

}  // namespace talaria
