// Path templates: `/items/{item_id}` captures a segment, `/files/{path:path}` captures the rest.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/base/result.hpp>

namespace talaria::routing {

/// What a capture takes (Starlette's convertors).
enum class Convertor : std::uint8_t {
  str,      ///< `{name}`: anything but `/`, at least one character
  path,     ///< `{name:path}`: anything but a line feed, also nothing
  integer,  ///< `{name:int}`: digits
  real,     ///< `{name:float}`: digits, or digits `.` digits
  uuid,     ///< `{name:uuid}`: 8-4-4-4-12 hexadecimal digits, the dashes may be missing
};

/// A piece of a template: literal text, or a capture.
struct PatternPart {
  std::string literal;  ///< empty for a capture
  std::string name;     ///< of the capture
  Convertor convertor = Convertor::str;
  [[nodiscard]] bool is_capture() const { return !name.empty(); }
};

/// A path template taken apart.
struct PathPattern {
  std::string text;  ///< as written
  std::vector<PatternPart> parts;

  /// The names of the captures, in order.
  [[nodiscard]] std::vector<std::string> capture_names() const;
  /// The template with its convertors left out, as OpenAPI shows it: `/files/{path}`.
  [[nodiscard]] std::string document_path() const;
};

/// Why a template cannot be used.
struct PatternError {
  std::string message;
  std::size_t offset = 0;  ///< octet of the template to look at
};

/// Takes a template apart. Fails when it does not begin with `/`, a brace is not closed, a capture has no name, stands
/// twice or has an unknown convertor.
[[nodiscard]] Result<PathPattern, PatternError> parse_path_pattern(std::string_view text);

/// How many octets at the start of `text` a capture of that kind may take at most; npos when it takes none. A str, an
/// int and a float take as much as they can and give back when the rest does not fit, like a regular expression.
[[nodiscard]] std::size_t longest_capture(Convertor convertor, std::string_view text);
/// Whether `text` as a whole is fit for a capture of that kind.
[[nodiscard]] bool fits(Convertor convertor, std::string_view text);

}  // namespace talaria::routing
