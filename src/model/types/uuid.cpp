#include "model/json_write.hpp"
#include "model/validators.hpp"

#include <chrono>
#include <cstring>
#include <random>

#include <talaria/base/utf8.hpp>
#include <talaria/model/types/uuid.hpp>

namespace talaria {

namespace {

constexpr std::size_t group_lengths[] = {8, 4, 4, 4, 12};

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Fills the octets from exactly 32 digits, hyphens left out; false when there are others.
bool fill(std::string_view text, std::array<std::uint8_t, 16>& out) {
  std::size_t digits = 0;
  for (const char c : text) {
    if (c == '-') continue;
    const int value = hex_value(c);
    if (value < 0 || digits == 32) return false;
    auto& octet = out[digits / 2];
    octet = static_cast<std::uint8_t>(digits % 2 == 0 ? value << 4 : octet | value);
    ++digits;
  }
  return digits == 32;
}

/// Whether the text is in groups of 8, 4, 4, 4 and 12 characters.
bool is_hyphenated(std::string_view text) {
  return text.size() == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
}

bool read(std::string_view text, std::array<std::uint8_t, 16>& out) {
  if (text.starts_with("urn:uuid:")) {
    text.remove_prefix(9);
    return is_hyphenated(text) && fill(text, out);
  }
  if (text.size() == 38 && text.front() == '{' && text.back() == '}') {
    text = text.substr(1, 36);
    return is_hyphenated(text) && fill(text, out);
  }
  return (is_hyphenated(text) || text.size() == 32) && fill(text, out);
}

/// What is wrong with a text that is no UUID, in the words of Rust's uuid crate.
std::string explain(std::string_view text) {
  std::size_t offset = 0;  // of the digits in the text
  if (text.starts_with("urn:uuid:")) {
    offset = 9;
  } else if (text.size() > 1 && text.front() == '{' && text.back() == '}') {
    offset = 1;
  }
  const std::string_view digits = text.substr(offset, text.size() - offset - (offset == 1 ? 1 : 0));
  std::size_t hyphens = 0;
  std::size_t ends[4] = {};
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (digits[i] == '-') {
      if (hyphens < 4) ends[hyphens] = i;
      ++hyphens;
    } else if (hex_value(digits[i]) < 0) {
      const char* const at = digits.data() + i;
      const std::size_t size = base::utf8_sequence(at, text.data() + text.size());
      return "invalid character: found `" + std::string(at, size == 0 ? 1 : size) + "` at " +
             std::to_string(offset + i);
    }
  }
  if (hyphens == 0 && offset == 0) return "invalid length: found " + std::to_string(text.size());
  if (hyphens != 4) return "invalid group count: expected 5, found " + std::to_string(hyphens + 1);
  std::size_t start = 0;
  for (std::size_t group = 0; group < 4; ++group) {
    const std::size_t length = ends[group] - start;
    if (length != group_lengths[group]) {
      return "invalid group length in group " + std::to_string(group) + ": expected " +
             std::to_string(group_lengths[group]) + ", found " + std::to_string(length);
    }
    start = ends[group] + 1;
  }
  return "invalid group length in group 4: expected 12, found " + std::to_string(text.size() - start);
}

void make_random(std::array<std::uint8_t, 16>& octets) {
  std::random_device source;
  for (std::size_t at = 0; at < octets.size(); at += 4) {
    const std::uint32_t word = source();
    std::memcpy(&octets[at], &word, 4);
  }
}

Uuid with_version(std::array<std::uint8_t, 16> octets, int version) {
  octets[6] = static_cast<std::uint8_t>((octets[6] & 0x0F) | (version << 4));
  octets[8] = static_cast<std::uint8_t>((octets[8] & 0x3F) | 0x80);
  return Uuid(octets);
}

}  // namespace

Uuid Uuid::parse(std::string_view text) {
  std::array<std::uint8_t, 16> octets{};
  if (!read(text, octets)) throw ValueError(explain(text));
  return Uuid(octets);
}

Uuid Uuid::v4() {
  std::array<std::uint8_t, 16> octets{};
  make_random(octets);
  return with_version(octets, 4);
}

Uuid Uuid::v7() {
  std::array<std::uint8_t, 16> octets{};
  make_random(octets);
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  auto milliseconds = static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
  for (std::size_t i = 6; i-- > 0; milliseconds >>= 8) octets[i] = static_cast<std::uint8_t>(milliseconds);
  return with_version(octets, 7);
}

std::string Uuid::to_string() const {
  constexpr const char* hex = "0123456789abcdef";
  std::string out;
  out.reserve(36);
  for (std::size_t i = 0; i < octets_.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += hex[octets_[i] >> 4];
    out += hex[octets_[i] & 15];
  }
  return out;
}

namespace model {

namespace {

template <int Version>
bool has_version(const Uuid& uuid) {
  return Version == 0 || uuid.version() == Version;
}

template <int Version>
bool validate_uuid(const TypeInfo&, const Facts&, const Json& input, void* out, Trail& trail) {
  const std::string* const text = input.if_string();
  if (text == nullptr) return trail.report("uuid_type", input);
  std::array<std::uint8_t, 16> octets{};
  if (!read(*text, octets)) return trail.report("uuid_parsing", input, JsonObject{{"error", explain(*text)}});
  const Uuid uuid(octets);
  if (!has_version<Version>(uuid)) {
    return trail.report("uuid_version", input, JsonObject{{"expected_version", Version}});
  }
  *static_cast<Uuid*>(out) = uuid;
  return true;
}

template <int Version>
bool read_uuid(const TypeInfo&, const Facts&, std::string_view text, void* out) {
  std::array<std::uint8_t, 16> octets{};
  if (!read(text, octets) || !has_version<Version>(Uuid(octets))) return false;
  *static_cast<Uuid*>(out) = Uuid(octets);
  return true;
}

void write_uuid(const TypeInfo&, const void* value, const ModelConfig&, std::string& out) {
  out += '"';
  out += static_cast<const Uuid*>(value)->to_string();
  out += '"';
}

template <int Version>
void uuid_schema(const TypeInfo&, const Facts&, const ModelConfig&, SchemaMode, JsonObject& schema) {
  schema.append("type", "string");
  schema.append("format", Version == 0 ? "uuid" : "uuid" + std::to_string(Version));
}

template <int Version>
constexpr CustomOps ops{validate_uuid<Version>, read_uuid<Version>, write_uuid, uuid_schema<Version>};

}  // namespace

constinit const CustomOps uuid_ops[9] = {ops<0>, ops<1>, ops<2>, ops<3>, ops<4>, ops<5>, ops<6>, ops<7>, ops<8>};

}  // namespace model

}  // namespace talaria
