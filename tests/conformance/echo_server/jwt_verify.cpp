#include "jwt_verify.hpp"

#include <optional>
#include <vector>

#include <talaria/security/jwt.hpp>

namespace {

namespace jwt = talaria::jwt;
using talaria::Json;
using talaria::JsonObject;

constexpr const char* invalid = R"({"valid": false})";

// An array of texts, or one text; names that are none are left out.
std::vector<std::string> texts(const JsonObject& object, std::string_view name) {
  std::vector<std::string> out;
  const Json* const value = object.find(name);
  if (value == nullptr) return out;
  if (value->is_string()) out.push_back(value->as_string());
  if (!value->is_array()) return out;
  for (const Json& item : value->as_array()) {
    if (item.is_string()) out.push_back(item.as_string());
  }
  return out;
}

std::optional<std::chrono::milliseconds> seconds(const JsonObject& object, std::string_view name) {
  const Json* const value = object.find(name);
  if (value == nullptr || (!value->is_integer() && !value->is_real())) return std::nullopt;
  return std::chrono::milliseconds(static_cast<std::int64_t>(value->as_real() * 1000));
}

jwt::KeySet read_keys(const JsonObject& key) {
  if (const Json* const set = key.find("jwks")) return jwt::KeySet::parse(*set);
  return jwt::KeySet::single(jwt::parse_jwk(key.at("jwk")));
}

std::vector<jwt::Algorithm> read_algorithms(const JsonObject& request) {
  std::vector<jwt::Algorithm> out;
  for (const std::string& name : texts(request, "algorithms")) {
    if (const auto algorithm = talaria::crypto::find_algorithm(name)) out.push_back(*algorithm);
  }
  return out;
}

jwt::DecodeOptions read_options(const JsonObject& options) {
  jwt::DecodeOptions out;
  out.issuer = texts(options, "issuer");
  out.audience = texts(options, "audience");
  out.require = texts(options, "require");
  out.require_exp = false;  // the caller says what it requires
  if (const auto typ = texts(options, "typ"); !typ.empty()) out.typ = typ.front();
  if (const auto leeway = seconds(options, "leeway")) out.leeway = std::chrono::floor<std::chrono::seconds>(*leeway);
  if (const auto now = seconds(options, "now")) out.now.emplace(*now);
  return out;
}

std::string verify(const JsonObject& request) {
  const jwt::KeySet keys = read_keys(request.at("key").as_object());
  const std::string& token = request.at("token").as_string();
  const std::vector<jwt::Algorithm> algorithms = read_algorithms(request);
  if (request.at("kind") == Json("jws")) {
    return jwt::verify_signature(token, keys, algorithms) ? R"({"valid": true})" : invalid;
  }
  jwt::DecodeOptions options = read_options(request.at("options").as_object());
  options.algorithms = algorithms;
  const auto claims = jwt::try_decode(token, keys, options);
  if (!claims) return invalid;
  return R"({"valid": true, "claims": )" + talaria::dump_json(*claims) + "}";
}

}  // namespace

std::string verify_jwt(std::string_view request) {
  const auto json = talaria::parse_json(request);
  if (!json || !json->is_object()) return {};
  try {
    return verify(json->as_object());
  } catch (const jwt::KeyError&) {
    return invalid;
  } catch (const std::exception&) {
    return {};
  }
}
