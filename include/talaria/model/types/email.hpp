// EmailStr and NameEmail: e-mail addresses, checked and normalised as Python's email-validator does, without the DNS.
#pragma once
#include <string>
#include <string_view>
#include <utility>

#include <talaria/model/describe.hpp>
#include <talaria/model/text_format.hpp>

namespace talaria {

/// An e-mail address. It is a std::string wherever one is wanted; validation puts the domain into lower case and brings
/// names of other scripts into their normal form. A value that code assigns is taken as it is, like a Field's.
class EmailStr : public std::string {
 public:
  EmailStr() = default;
  EmailStr(std::string address) : std::string(std::move(address)) {}
  EmailStr(const char* address) : std::string(address) {}
  explicit EmailStr(std::string_view address) : std::string(address) {}
  /// Checks and normalises a text as validation does; throws ValueError.
  [[nodiscard]] static EmailStr parse(std::string_view text);
};

/// A name and an e-mail address: `Jane Doe <jane@example.com>`.
struct NameEmail {
  using talaria_prints_itself = void;

  std::string name;  ///< what stands before the @ when none was sent
  std::string email;

  NameEmail() = default;
  NameEmail(std::string its_name, std::string its_email) : name(std::move(its_name)), email(std::move(its_email)) {}
  /// `Jane Doe <jane@example.com>`, the name in quotes when it holds an @.
  [[nodiscard]] std::string to_string() const;
  friend bool operator==(const NameEmail&, const NameEmail&) = default;
};

namespace model {

extern const CustomOps email_ops;
extern const CustomOps name_email_ops;

template <>
struct Describe<EmailStr> {
  static constexpr TypeInfo make() { return detail::custom<EmailStr>("email", email_ops); }
};
template <>
struct Describe<NameEmail> {
  static constexpr TypeInfo make() { return detail::custom<NameEmail>("name-email", name_email_ops); }
};

}  // namespace model

}  // namespace talaria

template <>
struct std::hash<talaria::EmailStr> {
  std::size_t operator()(const talaria::EmailStr& address) const { return std::hash<std::string_view>{}(address); }
};
