// Query strings, percent-encoding, UTF-8: everything that comes out is valid UTF-8 and can be written again.
#include "require.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <talaria/http/url.hpp>

using talaria::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string decoded = talaria::http::percent_decode(text);
  require(talaria::http::to_valid_utf8(decoded) == decoded, "decoded text is valid UTF-8");
  require(talaria::http::percent_decode(talaria::http::percent_encode(decoded)) == decoded, "encoding can be undone");
  const std::string latin1 = talaria::http::latin1_to_utf8(text);
  require(talaria::http::to_valid_utf8(latin1) == latin1, "Latin-1 becomes valid UTF-8");
  const auto pairs = talaria::http::parse_query(text, 50);
  if (!pairs) return 0;
  require(pairs->size() <= 50, "pairs keep their limit");
  std::string again;
  for (const auto& [name, value] : *pairs) {
    require(talaria::http::to_valid_utf8(name + value) == name + value, "names and values are valid UTF-8");
    again.append(talaria::http::percent_encode(name, "")).append("=").append(talaria::http::percent_encode(value, ""));
    again.append("&");
  }
  require(talaria::http::parse_query(again, 50) == pairs, "pairs can be written and read again");
  return 0;
}
