// Password: a secret that has to be strong enough, with a message for each rule that it misses.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/model/types/secret.hpp>

namespace talaria {

/// What a password needs. Letters and digits are ASCII's; every other character is a special one.
struct PasswordRules {
  std::size_t min_length = 8;    ///< in characters
  std::size_t max_length = 128;  ///< long ones cost time to hash
  bool lower = true;             ///< a lower case letter
  bool upper = true;             ///< an upper case letter
  bool digit = true;
  bool special = true;
};

/// The rules that a password misses, each as a sentence: "Password should have at least 8 characters". For validators
/// of a program's own.
[[nodiscard]] std::vector<std::string> missed_rules(std::string_view password, const PasswordRules& rules = {});

/// A SecretStr that keeps to its rules: `Password<> password;`, `Password<PasswordRules{.min_length = 12}> password;`.
/// Each rule that is missed is an error of its own. Rules of a program's own go into a Field around it:
/// `Field<Password<>, validator<not_leaked>>`.
template <PasswordRules Rules = PasswordRules{}>
class Password : public SecretStr {
 public:
  using SecretStr::SecretStr;
};

namespace model {

/// The functions of a password, and its rules.
struct PasswordOps : CustomOps {
  PasswordRules rules;
};
bool validate_password(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);
bool read_password(const TypeInfo& type, const Facts& facts, std::string_view text, void* out);
void write_password(const TypeInfo& type, const void* value, const ModelConfig& config, std::string& out);
void password_schema(const TypeInfo& type, const Facts& facts, const ModelConfig& config, SchemaMode mode,
                     JsonObject& schema);

template <PasswordRules Rules>
struct Describe<Password<Rules>> {
  static constexpr PasswordOps ops{{validate_password, read_password, write_password, password_schema}, Rules};
  static constexpr TypeInfo make() { return detail::custom<Password<Rules>>("secret-str", ops); }
};

}  // namespace model

}  // namespace talaria
