#include "model/error_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include <talaria/base/strings.hpp>

namespace talaria::model {

namespace {

/// A value of the context as it stands in a message: numbers without exponent and without `.0`, null as "more".
std::string in_words(const Json& value, const ErrorCatalogue& words) {
  if (value.is_null())
    return std::string(words.more);  // the length of a set that is too long is not counted to its end
  if (const auto* text = value.if_string()) return *text;
  if (const auto* real = value.if_real(); real != nullptr && std::isfinite(*real)) {
    char digits[400];  // the largest double has 309 digits before the point
    const char* const end = std::to_chars(digits, digits + sizeof digits, *real, std::chars_format::fixed).ptr;
    return {digits, static_cast<std::size_t>(end - digits)};
  }
  return dump_json(value);
}

std::string value_of(std::string_view name, const Json& value, const ErrorCatalogue& words) {
  std::string text = in_words(value, words);
  if (name.starts_with("expected") && words.conjunction != "or") {
    text = base::replace_all(text, "' or '", "' " + std::string(words.conjunction) + " '");
  }
  return text;
}

/// The limit of the context that the noun behind it goes with.
const Json* limit_of(const JsonObject& ctx) {
  for (const char* name : {"min_length", "max_length", "max_digits", "decimal_places", "whole_digits"}) {
    if (const Json* const limit = ctx.find(name)) return limit;
  }
  return nullptr;
}

/// The form of `one|many|...` that goes with the limit; `forms` is the English ending where there are none.
std::string_view plural(std::string_view forms, const JsonObject& ctx, const ErrorCatalogue& words) {
  const Json* const limit = limit_of(ctx);
  const std::int64_t* const number = limit != nullptr ? limit->if_int() : nullptr;
  std::size_t form = number != nullptr && *number == 1 ? 0 : 1;
  if (number != nullptr && words.plural != nullptr) form = words.plural(*number);
  for (; form > 0 && forms.find('|') != std::string_view::npos; --form) forms.remove_prefix(forms.find('|') + 1);
  return forms.substr(0, forms.find('|'));
}

/// What stands for `{name}`; nothing for what the context has not.
std::optional<std::string> replacement(std::string_view name, const JsonObject& ctx, const ErrorCatalogue& words) {
  if (const Json* const value = ctx.find(name)) return value_of(name, *value, words);
  if (name == "plural") return std::string(plural("|s", ctx, words));
  if (name.starts_with("plural:")) return std::string(plural(name.substr(7), ctx, words));
  return std::nullopt;
}

/// What the program said, which stands behind the words of the kind: `Value error, {error}`. Its context no longer has
/// it.
std::optional<std::string> said(const ErrorDetail& error) {
  for (const std::string_view words : {"Value error, ", "Assertion failed, "}) {
    if (error.msg.starts_with(words)) return error.msg.substr(words.size());
  }
  return std::nullopt;
}

}  // namespace

std::string render(std::string_view text, const JsonObject& ctx, const ErrorCatalogue& words) {
  std::string out;
  while (true) {
    const auto open = text.find('{');
    out += text.substr(0, open);
    if (open == std::string_view::npos) return out;
    const auto close = std::min(text.find('}', open), text.size() - 1);
    out += replacement(text.substr(open + 1, close - open - 1), ctx, words)
               .value_or(std::string(text.substr(open, close - open + 1)));
    text.remove_prefix(close + 1);
  }
}

bool translate(ErrorDetail& error, const ErrorCatalogue& catalogue) {
  for (const ErrorText& candidate : catalogue.texts) {
    if (candidate.type != error.type || !error.msg.starts_with(candidate.english_begins)) continue;
    JsonObject ctx = error.ctx;
    if (error.type == "value_error" || error.type == "assertion_error") {
      const auto message = said(error);
      if (message) ctx.set("error", *message);
      if (!message && candidate.english_begins.empty()) continue;  // a text of another make, which says all itself
    }
    error.msg = render(candidate.text, ctx, catalogue);
    return true;
  }
  return false;
}

}  // namespace talaria::model
