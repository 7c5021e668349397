// Bytes, Base64Bytes, Base64Str and their URL-safe kin: octets, and how they stand in JSON.
#pragma once
#include <string>
#include <string_view>
#include <utility>

#include <talaria/model/describe.hpp>
#include <talaria/model/text_format.hpp>

namespace talaria {

/// Octets. In JSON they are UTF-8 text, or what `ModelConfig::val_json_bytes` and `ser_json_bytes` say. It is a
/// std::string wherever one is wanted.
class Bytes : public std::string {
 public:
  Bytes() = default;
  Bytes(std::string octets) : std::string(std::move(octets)) {}
  Bytes(const char* octets) : std::string(octets) {}
  explicit Bytes(std::string_view octets) : std::string(octets) {}
};

namespace model {
/// How octets are encoded that are base64 in JSON, and decoded for the program.
enum class Base64Kind : unsigned char { bytes, text, url_bytes, url_text };
}  // namespace model

/// Octets, or a text, that is base64 on the wire and decoded here.
template <model::Base64Kind Kind>
class Base64Of : public std::string {
 public:
  Base64Of() = default;
  Base64Of(std::string decoded) : std::string(std::move(decoded)) {}
  Base64Of(const char* decoded) : std::string(decoded) {}
  explicit Base64Of(std::string_view decoded) : std::string(decoded) {}
};
/// Octets that are base64 in JSON.
using Base64Bytes = Base64Of<model::Base64Kind::bytes>;
/// Text that is base64 in JSON; it has to be UTF-8.
using Base64Str = Base64Of<model::Base64Kind::text>;
/// Octets that are base64 with the URL-safe alphabet in JSON.
using Base64UrlBytes = Base64Of<model::Base64Kind::url_bytes>;
/// Text that is base64 with the URL-safe alphabet in JSON.
using Base64UrlStr = Base64Of<model::Base64Kind::url_text>;

namespace model {

extern const CustomOps bytes_ops;
extern const CustomOps base64_ops[4];

template <>
struct Describe<Bytes> {
  static constexpr TypeInfo make() { return detail::custom<Bytes>("bytes", bytes_ops); }
};
template <Base64Kind Kind>
struct Describe<Base64Of<Kind>> {
  static constexpr TypeInfo make() {
    return detail::custom<Base64Of<Kind>>("bytes", base64_ops[static_cast<unsigned>(Kind)]);
  }
};

}  // namespace model

}  // namespace talaria

template <>
struct std::hash<talaria::Bytes> : std::hash<std::string_view> {};
template <talaria::model::Base64Kind Kind>
struct std::hash<talaria::Base64Of<Kind>> : std::hash<std::string_view> {};
