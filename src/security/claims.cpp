#include "security/claims.hpp"

#include <algorithm>
#include <cmath>

#include <talaria/base/strings.hpp>

namespace talaria::jwt {

namespace {

using Answer = std::optional<TokenError>;

constexpr std::size_t max_name = 64;  // of a claim in a message

// A double, since the numbers may be beyond any integer; NaN for what is no number of seconds.
double seconds_of(const Json& value) {
  if (!value.is_integer() && !value.is_real()) return std::nan("");
  const double seconds = value.as_real();
  return std::isfinite(seconds) ? seconds : std::nan("");
}

double seconds_of(async::WallTime time) {
  return std::chrono::duration<double>(time.time_since_epoch()).count();
}

TokenError wrong_type(std::string_view name, std::string_view wanted) {
  return {Fault::claim, "The claim \"" + std::string(name) + "\" must be " + std::string(wanted)};
}

TokenError missing(std::string_view name) {
  return {Fault::missing, "The token has no claim \"" + std::string(name.substr(0, max_name)) + "\""};
}

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// RFC 7519 sections 4.1.4 to 4.1.6.
Answer check_times(const JsonObject& claims, const DecodeOptions& options) {
  for (const std::string_view name : {"exp", "nbf", "iat"}) {
    const Json* const value = claims.find(name);
    if (value != nullptr && std::isnan(seconds_of(*value))) return wrong_type(name, "a number");
  }
  const double now = seconds_of(options.now.value_or(async::wall_now()));
  const double leeway = std::chrono::duration<double>(options.leeway).count();
  const Json* const expires = claims.find("exp");
  if (expires == nullptr && options.require_exp) return missing("exp");
  if (expires != nullptr && now >= seconds_of(*expires) + leeway)
    return TokenError{Fault::expired, "The token has expired"};
  const Json* const begins = claims.find("nbf");
  if (begins != nullptr && now < seconds_of(*begins) - leeway) {
    return TokenError{Fault::immature, "The token is not good yet"};
  }
  if (options.max_age) {
    const Json* const issued = claims.find("iat");
    if (issued == nullptr) return missing("iat");
    const double age = now - seconds_of(*issued);
    const double max_age = std::chrono::duration<double>(*options.max_age).count();
    if (age >= max_age + leeway) return TokenError{Fault::expired, "The token is too old"};
    if (age < -leeway) return TokenError{Fault::immature, "The token was issued in the future"};
  }
  return std::nullopt;
}

Answer check_issuer(const JsonObject& claims, const DecodeOptions& options) {
  if (options.issuer.empty()) return std::nullopt;
  const Json* const issuer = claims.find("iss");
  if (issuer == nullptr) return missing("iss");
  if (contains(options.issuer, issuer->as_string())) return std::nullopt;
  return TokenError{Fault::issuer, "The token is of another issuer"};
}

// RFC 7519 section 4.1.3: a text or an array of texts.
Answer check_audience(const JsonObject& claims, const DecodeOptions& options) {
  const Json* const audience = claims.find("aud");
  if (audience == nullptr) return options.audience.empty() ? Answer() : Answer(missing("aud"));
  bool ours = false;
  if (const std::string* const one = audience->if_string()) {
    ours = contains(options.audience, *one);
  } else if (const JsonArray* const several = audience->if_array()) {
    for (const Json& item : *several) {
      if (!item.is_string()) return wrong_type("aud", "a text or an array of texts");
      ours = ours || contains(options.audience, item.as_string());
    }
  } else {
    return wrong_type("aud", "a text or an array of texts");
  }
  if (ours) return std::nullopt;
  return TokenError{Fault::audience, "The token is for another audience"};
}

Answer check_required(const JsonObject& claims, const DecodeOptions& options) {
  for (const std::string& name : options.require) {
    const Json* const value = claims.find(name);
    if (value == nullptr || value->is_null()) return missing(name);
  }
  return std::nullopt;
}

Answer check_texts(const JsonObject& claims) {
  for (const std::string_view name : {"iss", "sub", "jti"}) {
    const Json* const value = claims.find(name);
    if (value != nullptr && !value->is_string()) return wrong_type(name, "a text");
  }
  return std::nullopt;
}

std::string_view short_type(std::string_view type) {
  constexpr std::string_view prefix = "application/";
  // RFC 7515 section 4.1.9: the prefix goes only where nothing but it holds a slash.
  const bool prefixed = base::iequals(type.substr(0, prefix.size()), prefix);
  if (prefixed && type.find('/', prefix.size()) == std::string_view::npos) type.remove_prefix(prefix.size());
  return type;
}

}  // namespace

std::optional<TokenError> check_claims(const JsonObject& claims, const DecodeOptions& options) {
  Answer fault = check_times(claims, options);
  if (!fault) fault = check_texts(claims);
  if (!fault) fault = check_issuer(claims, options);
  if (!fault) fault = check_audience(claims, options);
  if (!fault) fault = check_required(claims, options);
  return fault;
}

bool is_type(const JsonObject& header, std::string_view wanted) {
  const Json* const type = header.find("typ");
  return type != nullptr && type->is_string() && base::iequals(short_type(type->as_string()), short_type(wanted));
}

}  // namespace talaria::jwt
