#include "model/types/text_lengths.hpp"
#include "model/validators.hpp"

#include <talaria/model/types/secret.hpp>

namespace talaria::model {

bool detail::Secret::equals(const Secret& other) const {
  if (value_.size() != other.value_.size()) return false;
  unsigned char difference = 0;
  for (std::size_t i = 0; i < value_.size(); ++i) {
    difference = static_cast<unsigned char>(difference | (value_[i] ^ other.value_[i]));
  }
  return difference == 0;
}

namespace {

template <class T>
bool validate_secret(const TypeInfo&, const Facts& facts, const Json& input, void* out, Trail& trail) {
  const std::string* const text = input.if_string();
  if (text == nullptr) return trail.report(std::is_same_v<T, SecretStr> ? "string_type" : "bytes_type", input);
  if (!keeps_to_lengths(facts, *text, input, trail)) return false;
  *static_cast<T*>(out) = T(*text);
  return true;
}

template <class T>
bool read_secret(const TypeInfo&, const Facts& facts, std::string_view text, void* out) {
  if (facts.has_constraints) return false;
  *static_cast<T*>(out) = T(std::string(text));
  return true;
}

void write_secret(const TypeInfo&, const void* value, const ModelConfig&, std::string& out) {
  out += '"';
  out += static_cast<const detail::Secret*>(value)->to_string();
  out += '"';
}

void secret_schema(const TypeInfo&, const Facts& facts, const ModelConfig&, SchemaMode, JsonObject& schema) {
  schema.append("type", "string");
  if (facts.has_max_length) schema.append("maxLength", facts.max_length);
  if (facts.has_min_length) schema.append("minLength", facts.min_length);
  schema.append("format", "password");
  schema.append("writeOnly", true);
}

void secret_bytes_schema(const TypeInfo& type, const Facts& facts, const ModelConfig& config, SchemaMode mode,
                         JsonObject& schema) {
  secret_schema(type, facts, config, mode, schema);
  schema.append("contentMediaType", "application/octet-stream");
}

}  // namespace

constinit const CustomOps secret_str_ops{validate_secret<SecretStr>, read_secret<SecretStr>, write_secret,
                                         secret_schema};
constinit const CustomOps secret_bytes_ops{validate_secret<SecretBytes>, read_secret<SecretBytes>, write_secret,
                                           secret_bytes_schema};

}  // namespace talaria::model
