// E-mail addresses, by the rules and in the words of Python's email-validator, without questions to the DNS.
#pragma once
#include <string>
#include <string_view>

namespace talaria::model {

/// An address in its normal form.
struct EmailText {
  std::string name;  ///< before `<…>`; empty when there is none
  std::string local;
  std::string domain;
};

/// Reads `user@example.com` or `Name <user@example.com>`; else false, and `error` says why.
bool parse_email(std::string_view text, EmailText& out, std::string& error);

/// The address alone, when it is of the usual form: plain ASCII and nothing to normalise but capitals in the domain.
/// False says nothing about other addresses.
bool read_plain_email(std::string_view text, std::string& out);

/// The address without a name; what parse_email calls.
bool parse_address(std::string_view text, EmailText& out, std::string& error);

/// Whether mail to a domain is for special uses only (RFC 6761 and its kin).
bool is_special_domain(std::string_view ascii_domain);
/// Whether RFC 2142 makes this local part the same in any case.
bool is_role_mailbox(std::string_view lower_local);

inline constexpr std::size_t max_email_octets = 254;
inline constexpr std::size_t max_domain_octets = 253;
inline constexpr std::size_t max_label_octets = 63;

}  // namespace talaria::model
