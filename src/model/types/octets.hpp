// Octets as base64 and hexadecimal text.
#pragma once
#include <string>
#include <string_view>

namespace talaria::model {

/// Python's lenient decoder: foreign characters are passed over, padding is asked for. `url` takes `-` and `_` too.
/// False, and `error` in Python's words, when it cannot be.
bool decode_base64_leniently(std::string_view text, bool url, std::string& out, std::string& error);
/// Pydantic's strict decoder: both alphabets, padding or none, nothing else. Errors in the words of Rust's crate.
bool decode_base64(std::string_view text, std::string& out, std::string& error);
bool decode_hex(std::string_view text, std::string& out, std::string& error);

[[nodiscard]] std::string encode_base64(std::string_view octets, bool url);
[[nodiscard]] std::string encode_hex(std::string_view octets);

/// Why octets are no UTF-8, in Python's words; empty when they are.
[[nodiscard]] std::string utf8_fault(std::string_view octets);

}  // namespace talaria::model
