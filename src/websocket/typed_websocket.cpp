#include <stdexcept>

#include <talaria/base/utf8.hpp>
#include <talaria/websocket/typed_websocket.hpp>

namespace talaria {

namespace {

// `count: Input should be a valid integer; item: Field required`, as far as a close frame has room for it.
std::string reason_of(const model::Errors& errors) {
  std::string text;
  for (const auto& error : errors) {
    if (text.size() > websocket::longest_reason) break;
    if (!text.empty()) text += "; ";
    for (std::size_t i = 0; i < error.loc.size(); ++i) {
      if (i > 0) text += '.';
      const auto* const name = std::get_if<std::string>(&error.loc[i]);
      text += name != nullptr ? *name : std::to_string(std::get<std::int64_t>(error.loc[i]));
    }
    text += error.loc.empty() ? error.msg : ": " + error.msg;
  }
  if (text.size() <= websocket::longest_reason) return text;
  text.resize(websocket::longest_reason);
  // Not in the middle of a character.
  while (!base::is_valid_utf8(text)) text.pop_back();
  return text;
}

}  // namespace

WebSocketRequestValidationError::WebSocketRequestValidationError(model::Errors errors)
    : WebSocketException(1008, reason_of(errors)), errors_(std::move(errors)) {}
WebSocketRequestValidationError::WebSocketRequestValidationError(const WebSocketRequestValidationError&) = default;
WebSocketRequestValidationError& WebSocketRequestValidationError::operator=(const WebSocketRequestValidationError&) =
    default;
WebSocketRequestValidationError::~WebSocketRequestValidationError() = default;

void websocket::read_message(const model::TypeInfo& type, std::string_view text, void* out) {
  const auto value = parse_json(text);
  if (!value) throw WebSocketException(1007, "JSON is expected");
  model::Errors errors;
  // As FastAPI's bodies are, so that the words are the same.
  const model::ValidationOptions options{.from_attributes = true};
  if (!model::validate(type, model::no_facts, *value, out, {}, errors, options)) {
    throw WebSocketRequestValidationError(std::move(errors));
  }
}

}  // namespace talaria
