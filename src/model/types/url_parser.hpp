// The URL parser of the WHATWG standard, without a base, with the error messages of Rust's url crate.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/model/types/url.hpp>

namespace talaria::model {

/// A URL in its parts, each already escaped.
struct UrlParts {
  std::string scheme;
  std::string username;
  std::string password;
  std::optional<std::string> host;  ///< may be empty, as in `file:///etc`
  int port = -1;
  std::string path;
  bool opaque = false;  ///< a path that is no path: `mailto:jane@example.com`
  std::optional<std::string> query;
  std::optional<std::string> fragment;
  std::vector<UrlParts> hosts_before;  ///< the hosts before the last one: their users, names and ports
};

/// Whether a text has to be a URL to the letter, or one as browsers take it.
enum class UrlSyntax : std::uint8_t { lax, strict };

/// Why a text is no URL; `message` is null when it is one.
struct UrlProblem {
  const char* message = nullptr;
  bool is_violation = false;  ///< it would be one by the lax syntax
};

/// Reads a URL; else gives why it is none.
const char* parse_url(std::string_view text, UrlParts& out);
UrlProblem parse_url(std::string_view text, UrlSyntax syntax, UrlParts& out);
/// The same of a URL that may name several hosts, with a comma between them.
UrlProblem parse_multi_host_url(std::string_view text, UrlSyntax syntax, UrlParts& out);

/// The host of a URL; `special` ones are domain names or addresses.
const char* parse_host(std::string_view text, bool special, std::string& out);

/// The port that a scheme has by itself, 0 for `file`, -1 for schemes that are not special.
int default_port(std::string_view scheme);

/// The characters that are escaped besides controls and non-ASCII ones.
namespace escapes {
inline constexpr std::string_view fragment = " \"<>`";
inline constexpr std::string_view query = " \"#<>";
inline constexpr std::string_view special_query = " \"#<>'";
inline constexpr std::string_view path = " \"#<>?`{}";
inline constexpr std::string_view userinfo = " \"#<>?`{}/:;=@[\\]^|";
}  // namespace escapes

void append_escaped(std::string& out, std::string_view text, std::string_view also);

/// The value of a hexadecimal digit, or -1.
int hex_digit(char c);

}  // namespace talaria::model
