// What may come back from an app, whatever was sent to it.
#pragma once
#include "require.hpp"

#include <optional>
#include <string_view>

#include <talaria/testing/test_response.hpp>

namespace talaria::fuzz {

/// The JSON of an answer that is 200; nothing after a 422, all of whose errors must be at `place`, or after the 400 for
/// a body that is no UTF-8 or nests too deeply.
inline std::optional<Json> judged(const TestResponse& response, std::string_view place) {
  if (response.status_code == 400 && place == "body") {
    require(response.text == R"({"detail":"There was an error parsing the body"})", "a 400 says why");
    return std::nullopt;
  }
  require(response.status_code == 200 || response.status_code == 422, "the input is taken or refused, nothing else");
  const auto content = parse_json(response.text);
  require(content.has_value(), "the answer is JSON");
  if (response.status_code == 200) return *content;
  const JsonArray& errors = (*content)["detail"].as_array();
  require(!errors.empty(), "a refusal says why");
  for (const Json& error : errors) {
    require(!error["type"].as_string().empty() && !error["msg"].as_string().empty(), "an error says what it is");
    require(error["loc"][0].as_string() == place, "an error says where it is");
    require(error.as_object().contains("input"), "an error shows what was sent");
  }
  return std::nullopt;
}

}  // namespace talaria::fuzz
