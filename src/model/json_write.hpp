// The tokens of JSON text, appended to a string. json_write.cpp and dump.cpp share them.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include <talaria/model/json.hpp>

namespace talaria::model {

/// Appends `text` in quotes. Bytes that are no UTF-8 become U+FFFD, so that the output always is.
void write_string(std::string& out, std::string_view text);
/// Appends the shortest number that reads back equal, laid out like Python's repr; null for NaN and infinity.
void write_real(std::string& out, double value);
/// The same for a float: the shortest number that reads back as the same float.
void write_real(std::string& out, float value);
/// What write_real() appends, written to `to`, where there is room for `longest_real` bytes; gives how many it is.
std::size_t format_real(char* to, double value);
std::size_t format_real(char* to, float value);
inline constexpr std::size_t longest_real = 32;
void write_integer(std::string& out, std::int64_t value);
void write_natural(std::string& out, std::uint64_t value);

void write_array(std::string& out, const JsonArray& array);
void write_object(std::string& out, const JsonObject& object);

}  // namespace talaria::model
