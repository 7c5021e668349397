// SecretStr and SecretBytes: values that are read like others and never shown.
#pragma once
#include <string>
#include <string_view>
#include <utility>

#include <talaria/model/describe.hpp>
#include <talaria/model/text_format.hpp>

namespace talaria {

namespace model::detail {

/// A value that is only shown when it is asked for by name.
class Secret {
 public:
  using talaria_prints_itself = void;

  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}
  /// The value itself.
  [[nodiscard]] const std::string& get_secret_value() const { return value_; }
  /// How many octets it has.
  [[nodiscard]] std::size_t size() const { return value_.size(); }
  [[nodiscard]] bool empty() const { return value_.empty(); }
  /// Ten asterisks for whatever there is; nothing for nothing. This is what streams, logs and JSON show.
  [[nodiscard]] std::string to_string() const { return value_.empty() ? "" : "**********"; }
  /// In a time that does not tell where two values differ.
  friend bool operator==(const Secret& a, const Secret& b) { return a.equals(b); }

 private:
  [[nodiscard]] bool equals(const Secret& other) const;

  std::string value_;
};

}  // namespace model::detail

/// A text that is never printed, logged or written to JSON in clear: a password, a token.
class SecretStr : public model::detail::Secret {
 public:
  using Secret::Secret;
};
/// The same for octets.
class SecretBytes : public model::detail::Secret {
 public:
  using Secret::Secret;
};

namespace model {

extern const CustomOps secret_str_ops;
extern const CustomOps secret_bytes_ops;

template <>
struct Describe<SecretStr> {
  static constexpr TypeInfo make() { return detail::custom<SecretStr>("secret-str", secret_str_ops); }
};
template <>
struct Describe<SecretBytes> {
  static constexpr TypeInfo make() { return detail::custom<SecretBytes>("secret-bytes", secret_bytes_ops); }
};

}  // namespace model

}  // namespace talaria
