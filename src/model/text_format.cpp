#include "model/json_write.hpp"
#include "model/validators.hpp"

#include <algorithm>

#include <talaria/model/text_format.hpp>

namespace talaria::model {

namespace {

const TextOps& text_ops(const TypeInfo& type) {
  return static_cast<const TextOps&>(*type.custom);
}

/// The error of a kind of the table, or of the program's own.
ErrorDetail text_error(std::string_view type, const Loc& loc, const Json& input, std::string error) {
  const auto kinds = error_kinds();
  if (std::any_of(kinds.begin(), kinds.end(), [type](const ErrorKind& kind) { return kind.type == type; })) {
    JsonObject ctx;
    if (!error.empty()) ctx.append("error", std::move(error));
    return make_error(type, loc, input, std::move(ctx));
  }
  return {std::string(type), loc, std::move(error), input, {}};
}

}  // namespace

void detail::refuse(const char* why) {
  throw ValueError(why);
}

bool validate_text_scalar(const TypeInfo& type, const Facts&, const Json& input, void* out, Trail& trail) {
  const TextOps& ops = text_ops(type);
  const std::string* const text = input.if_string();
  if (text == nullptr) return trail.report(ops.type_error, input);
  std::string error;
  return ops.parse(*text, out, error) || trail.report(text_error(ops.error_type, trail.loc(), input, std::move(error)));
}

bool read_text_scalar(const TypeInfo& type, const Facts&, std::string_view text, void* out) {
  std::string error;
  return text_ops(type).parse(text, out, error);
}

void write_text_scalar(const TypeInfo& type, const void* value, const ModelConfig&, std::string& out) {
  std::string text;
  text_ops(type).print(value, text);
  write_string(out, text);
}

void text_scalar_schema(const TypeInfo& type, const Facts&, const ModelConfig&, SchemaMode, JsonObject& schema) {
  schema.append("type", "string");
  if (const std::string_view format = text_ops(type).format; !format.empty()) schema.append("format", format);
}

}  // namespace talaria::model
