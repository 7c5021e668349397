#include "model/json_write.hpp"
#include "model/types/octets.hpp"
#include "model/types/text_lengths.hpp"
#include "model/validators.hpp"

#include <talaria/model/types/bytes.hpp>

namespace talaria::model {

namespace {

void add_lengths(const Facts& facts, JsonObject& schema) {
  if (facts.has_max_length) schema.append("maxLength", facts.max_length);
  if (facts.has_min_length) schema.append("minLength", facts.min_length);
}

/// Turns the text of a JSON string into octets.
bool decode(BytesFormat format, std::string_view text, std::string& out, std::string& error) {
  if (format == BytesFormat::base64) return decode_base64(text, out, error);
  if (format == BytesFormat::hex) return decode_hex(text, out, error);
  out = text;
  return true;
}

bool validate_bytes(const TypeInfo&, const Facts& facts, const Json& input, void* out, Trail& trail) {
  const std::string* const text = input.if_string();
  if (text == nullptr) return trail.report("bytes_type", input);
  // Parameters and forms are no JSON: what is sent there are the octets themselves.
  const bool is_json = !trail.has_texts();
  const BytesFormat format = is_json ? trail.config().val_json_bytes : BytesFormat::utf8;
  std::string octets;
  std::string error;
  if (!decode(format, *text, octets, error)) {
    const char* const name = format == BytesFormat::base64 ? "base64" : "hex";
    return trail.report("bytes_invalid_encoding", input, JsonObject{{"encoding", name}, {"encoding_error", error}});
  }
  if (!has_length(facts, octets, input, trail)) return false;
  static_cast<std::string&>(*static_cast<Bytes*>(out)) = std::move(octets);
  return true;
}

void write_bytes(const TypeInfo&, const void* value, const ModelConfig& config, std::string& out) {
  const auto& octets = *static_cast<const Bytes*>(value);
  if (config.ser_json_bytes == BytesFormat::base64) return write_string(out, encode_base64(octets, true));
  if (config.ser_json_bytes == BytesFormat::hex) return write_string(out, encode_hex(octets));
  write_string(out, octets);
}

// As FastAPI documents octets, for which Pydantic alone has `format`.
void bytes_schema(const TypeInfo&, const Facts& facts, const ModelConfig& config, SchemaMode mode, JsonObject& schema) {
  const BytesFormat format = mode == SchemaMode::validation ? config.val_json_bytes : config.ser_json_bytes;
  schema.append("type", "string");
  schema.append("contentMediaType", "application/octet-stream");
  if (format == BytesFormat::base64) schema.append("contentEncoding", "base64");
  add_lengths(facts, schema);
}

template <Base64Kind Kind>
bool validate_base64(const TypeInfo&, const Facts& facts, const Json& input, void* out, Trail& trail) {
  constexpr bool is_text = Kind == Base64Kind::text || Kind == Base64Kind::url_text;
  constexpr bool is_url = Kind == Base64Kind::url_bytes || Kind == Base64Kind::url_text;
  const std::string* const encoded = input.if_string();
  if (encoded == nullptr) return trail.report(is_text ? "string_type" : "bytes_type", input);
  std::string octets;
  std::string error;
  if (!decode_base64_leniently(*encoded, is_url, octets, error)) {
    return trail.report(
        {"base64_decode", trail.loc(), "Base64 decoding error: '" + error + "'", input, JsonObject{{"error", error}}});
  }
  if (is_text) {
    if (const std::string fault = utf8_fault(octets); !fault.empty()) {
      return trail.report("value_error", input, JsonObject{{"error", fault}});
    }
  }
  const bool fits = is_text ? keeps_to_lengths(facts, octets, input, trail) : has_length(facts, octets, input, trail);
  if (!fits) return false;
  static_cast<std::string&>(*static_cast<Base64Of<Kind>*>(out)) = std::move(octets);
  return true;
}

template <Base64Kind Kind>
void write_base64(const TypeInfo&, const void* value, const ModelConfig&, std::string& out) {
  constexpr bool is_url = Kind == Base64Kind::url_bytes || Kind == Base64Kind::url_text;
  out += '"';
  out += encode_base64(*static_cast<const Base64Of<Kind>*>(value), is_url);
  out += '"';
}

template <Base64Kind Kind>
void base64_schema(const TypeInfo&, const Facts& facts, const ModelConfig&, SchemaMode, JsonObject& schema) {
  constexpr bool is_url = Kind == Base64Kind::url_bytes || Kind == Base64Kind::url_text;
  constexpr bool is_text = Kind == Base64Kind::text || Kind == Base64Kind::url_text;
  schema.append("type", "string");
  if (!is_text) schema.append("contentMediaType", "application/octet-stream");
  schema.append("format", is_url ? "base64url" : "base64");
  add_lengths(facts, schema);
}

template <Base64Kind Kind>
constexpr CustomOps ops{validate_base64<Kind>, nullptr, write_base64<Kind>, base64_schema<Kind>,
                        Kind == Base64Kind::text || Kind == Base64Kind::url_text};

}  // namespace

// No fast path: how octets are read depends on the model around them.
constinit const CustomOps bytes_ops{validate_bytes, nullptr, write_bytes, bytes_schema};
constinit const CustomOps base64_ops[4] = {ops<Base64Kind::bytes>, ops<Base64Kind::text>, ops<Base64Kind::url_bytes>,
                                           ops<Base64Kind::url_text>};

}  // namespace talaria::model
