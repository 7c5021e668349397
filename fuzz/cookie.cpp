// Cookies: what is read is valid UTF-8 without doubles; what is written splits nothing and reads back.
#include "require.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include <talaria/http/cookies.hpp>
#include <talaria/http/grammar.hpp>

using talaria::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  talaria::http::Pairs cookies;
  if (!talaria::http::parse_cookies(text, cookies, 30)) require(cookies.size() == 30, "only the limit refuses");
  std::set<std::string> names;
  for (const auto& [name, value] : cookies) {
    require(names.insert(name).second, "a name is there once");
    require(talaria::http::to_valid_utf8(name + value) == name + value, "cookies are valid UTF-8");
    talaria::http::SetCookie cookie;
    cookie.name = "n";
    cookie.value = value;
    cookie.path = "";
    cookie.same_site = talaria::http::SameSite::unset;
    const std::string written = talaria::http::format_set_cookie(cookie);
    require(talaria::http::is_field_value(written), "what is written is a field value");
    talaria::http::Pairs again;
    require(talaria::http::parse_cookies(written, again) && again.size() == 1 && again[0].second == value,
            "what is written reads back");
  }
  return 0;
}
