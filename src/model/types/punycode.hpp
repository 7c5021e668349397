// Punycode (RFC 3492): labels of domain names in ASCII.
#pragma once
#include <string>
#include <string_view>

namespace talaria::model {

/// What stands behind `xn--` for a label.
[[nodiscard]] std::string punycode_encode(std::u32string_view label);
/// The label that the text behind `xn--` stands for; false when it is no Punycode.
bool punycode_decode(std::string_view text, std::u32string& out);

}  // namespace talaria::model
