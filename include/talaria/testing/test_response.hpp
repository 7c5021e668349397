// TestResponse: what a TestClient got back.
#pragma once
#include <string>
#include <string_view>

#include <talaria/http/headers.hpp>
#include <talaria/model/json.hpp>

namespace talaria {

/// What came back.
class TestResponse {
 public:
  int status_code = 0;
  http::Headers headers;
  std::string text;

  /// The body as JSON; throws std::runtime_error when it is none.
  [[nodiscard]] Json json() const;
  /// The value of a header field, or an empty text.
  [[nodiscard]] std::string header(std::string_view name) const;
};

}  // namespace talaria
