#include <algorithm>

#include <talaria/base/strings.hpp>
#include <talaria/routing/path_pattern.hpp>

namespace talaria::routing {

namespace {

bool convertor_of(std::string_view name, Convertor& out) {
  if (name == "str") return out = Convertor::str, true;
  if (name == "path") return out = Convertor::path, true;
  if (name == "int") return out = Convertor::integer, true;
  if (name == "float") return out = Convertor::real, true;
  if (name == "uuid") return out = Convertor::uuid, true;
  return false;
}

bool is_name(std::string_view text) {
  if (text.empty() || base::is_ascii_digit(text.front())) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return base::is_ascii_alpha(c) || base::is_ascii_digit(c) || c == '_'; });
}

std::size_t digits(std::string_view text) {
  const auto end = text.find_first_not_of("0123456789");
  return end == std::string_view::npos ? text.size() : end;
}

std::size_t uuid_length(std::string_view text) {
  std::size_t at = 0;
  for (const std::size_t digits : {8, 4, 4, 4, 12}) {
    if (at > 0 && at < text.size() && text[at] == '-') ++at;
    if (text.size() - at < digits) return std::string_view::npos;
    for (const char letter : text.substr(at, digits)) {
      const char c = base::ascii_lower(letter);
      if (!base::is_ascii_digit(c) && (c < 'a' || c > 'f')) return std::string_view::npos;
    }
    at += digits;
  }
  return at;
}

Unexpected<PatternError> error(std::string message, std::size_t offset) {
  return Unexpected{PatternError{std::move(message), offset}};
}

}  // namespace

std::vector<std::string> PathPattern::capture_names() const {
  std::vector<std::string> names;
  for (const auto& part : parts) {
    if (part.is_capture()) names.push_back(part.name);
  }
  return names;
}

std::string PathPattern::document_path() const {
  std::string out;
  for (const auto& part : parts) out += part.is_capture() ? "{" + part.name + "}" : part.literal;
  return out;
}

Result<PathPattern, PatternError> parse_path_pattern(std::string_view text) {
  if (!text.starts_with('/')) return error("a path begins with '/'", 0);
  PathPattern pattern{std::string(text), {}};
  std::size_t at = 0;
  while (at < text.size()) {
    const auto open = std::min(text.find('{', at), text.size());
    if (open > at) pattern.parts.push_back({std::string(text.substr(at, open - at)), {}, {}});
    if (open == text.size()) break;
    const auto close = text.find('}', open);
    if (close == std::string_view::npos) return error("'{' is not closed", open);
    const std::string_view inside = text.substr(open + 1, close - open - 1);
    const auto colon = std::min(inside.find(':'), inside.size());
    PatternPart part{{}, std::string(inside.substr(0, colon)), Convertor::str};
    if (!is_name(part.name)) return error("a capture needs a name of letters, digits and '_'", open);
    if (colon < inside.size() && !convertor_of(inside.substr(colon + 1), part.convertor)) {
      return error(
          "unknown convertor '" + std::string(inside.substr(colon + 1)) + "'; there are str, path, int, float and uuid",
          open);
    }
    for (const auto& name : pattern.capture_names()) {
      if (name == part.name) return error("capture '" + name + "' stands twice", open);
    }
    pattern.parts.push_back(std::move(part));
    at = close + 1;
  }
  return pattern;
}

std::size_t longest_capture(Convertor convertor, std::string_view text) {
  switch (convertor) {
    case Convertor::path:
      return std::min(text.find('\n'), text.size());  // Starlette's `.*`
    case Convertor::str: {
      const auto end = std::min(text.find('/'), text.size());
      return end == 0 ? std::string_view::npos : end;
    }
    case Convertor::integer: {
      const auto end = digits(text);
      return end == 0 ? std::string_view::npos : end;
    }
    case Convertor::real: {
      const auto whole = digits(text);
      if (whole == 0) return std::string_view::npos;
      if (whole == text.size() || text[whole] != '.') return whole;
      const auto fraction = digits(text.substr(whole + 1));
      return fraction == 0 ? whole : whole + 1 + fraction;
    }
    case Convertor::uuid:
      return uuid_length(text);
  }
  return std::string_view::npos;
}

bool fits(Convertor convertor, std::string_view text) {
  return longest_capture(convertor, text) == text.size();
}

}  // namespace talaria::routing
