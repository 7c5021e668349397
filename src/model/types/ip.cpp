#include "model/json_write.hpp"
#include "model/types/ip_text.hpp"
#include "model/validators.hpp"

#include <algorithm>

#include <talaria/base/strings.hpp>
#include <talaria/model/types/ip.hpp>

namespace talaria {

namespace {

/// The octets of an IPv6 address, two to a group.
std::array<std::uint8_t, 16> to_octets(const std::array<std::uint16_t, 8>& groups) {
  std::array<std::uint8_t, 16> out{};
  for (std::size_t i = 0; i < groups.size(); ++i) {
    out[2 * i] = static_cast<std::uint8_t>(groups[i] >> 8);
    out[2 * i + 1] = static_cast<std::uint8_t>(groups[i]);
  }
  return out;
}

std::array<std::uint16_t, 8> to_groups(const std::array<std::uint8_t, 16>& octets) {
  std::array<std::uint16_t, 8> out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = static_cast<std::uint16_t>(octets[2 * i] * 256 + octets[2 * i + 1]);
  }
  return out;
}

bool is_address(IpKind kind) {
  return kind <= IpKind::any_address;
}
bool is_network(IpKind kind) {
  return kind >= IpKind::v4_network && kind <= IpKind::any_network;
}
bool takes_v4(IpKind kind) {
  return static_cast<int>(kind) % 3 != 1;
}
bool takes_v6(IpKind kind) {
  return static_cast<int>(kind) % 3 != 0;
}

/// A number of bits, or -1.
int parse_prefix_length(std::string_view text, int most) {
  if (text.empty() || text.size() > 10) return -1;
  std::int64_t value = 0;
  for (const char c : text) {
    if (!base::is_ascii_digit(c)) return -1;
    value = value * 10 + (c - '0');
  }
  return value <= most ? static_cast<int>(value) : -1;
}

/// The bits of a mask, `255.255.255.0` or `0.0.0.255`, or -1.
int parse_mask(std::string_view text) {
  std::array<std::uint8_t, 4> octets{};
  if (!model::parse_ipv4(text, octets)) return -1;
  const std::uint32_t mask =
      (std::uint32_t{octets[0]} << 24) | (std::uint32_t{octets[1]} << 16) | (std::uint32_t{octets[2]} << 8) | octets[3];
  const auto ones_in_front = [](std::uint32_t bits) {
    int count = 0;
    while (count < 32 && ((bits >> (31 - count)) & 1U) != 0) ++count;
    return (count == 32 || (bits << count) == 0) ? count : -1;
  };
  const int bits = ones_in_front(mask);
  return bits >= 0 ? bits : ones_in_front(~mask);
}

}  // namespace

/// Fills a value.
struct IpReader {
  IpValue& out;
  IpKind kind;

  bool read(std::string_view text) {
    const std::size_t slash = is_address(kind) ? std::string_view::npos : text.find('/');
    if (!read_address(text.substr(0, slash))) return false;
    const int bits = out.is_v6_ ? 128 : 32;
    int prefix = bits;
    if (slash != std::string_view::npos) {
      prefix = parse_prefix_length(text.substr(slash + 1), bits);
      if (prefix < 0 && !out.is_v6_) prefix = parse_mask(text.substr(slash + 1));
      if (prefix < 0) return false;
    }
    return finish(prefix);
  }

  /// From a number, given as its decimal digits.
  bool read_number(std::string_view digits) {
    std::array<std::uint8_t, 16> octets{};
    for (const char digit : digits) {
      if (!base::is_ascii_digit(digit)) return false;
      unsigned carry = static_cast<unsigned>(digit - '0');
      for (std::size_t i = octets.size(); i-- > 0;) {
        carry += octets[i] * 10U;
        octets[i] = static_cast<std::uint8_t>(carry);
        carry >>= 8;
      }
      if (carry != 0) return false;
    }
    const bool small = std::all_of(octets.begin(), octets.begin() + 12, [](std::uint8_t octet) { return octet == 0; });
    out.is_v6_ = !(small && takes_v4(kind));
    if (out.is_v6_ && !takes_v6(kind)) return false;
    out.octets_ = {};
    if (out.is_v6_) {
      out.octets_ = octets;
    } else {
      std::copy(octets.begin() + 12, octets.end(), out.octets_.begin());
    }
    out.scope_.clear();
    return finish(out.is_v6_ ? 128 : 32);
  }

 private:
  bool read_address(std::string_view text) {
    out.octets_ = {};
    out.scope_.clear();
    std::array<std::uint8_t, 4> octets{};
    out.is_v6_ = !(takes_v4(kind) && model::parse_ipv4(text, octets));
    if (!out.is_v6_) {
      std::copy(octets.begin(), octets.end(), out.octets_.begin());
      return true;
    }
    if (!takes_v6(kind)) return false;
    if (const std::size_t percent = text.find('%'); percent != std::string_view::npos) {
      out.scope_ = text.substr(percent + 1);
      if (out.scope_.empty() || out.scope_.find('%') != std::string::npos) return false;
      text = text.substr(0, percent);
    }
    std::array<std::uint16_t, 8> groups{};
    if (!model::parse_ipv6(text, groups)) return false;
    out.octets_ = to_octets(groups);
    return true;
  }

  bool finish(int prefix) {
    out.prefix_ = static_cast<std::uint8_t>(prefix);
    out.shows_prefix_ = !is_address(kind);
    if (!is_network(kind)) return true;
    for (int bit = prefix; bit < (out.is_v6_ ? 128 : 32); ++bit) {
      if ((out.octets_[static_cast<std::size_t>(bit / 8)] >> (7 - bit % 8) & 1) != 0) return false;
    }
    return true;
  }
};

std::string IpValue::to_string() const {
  std::string out = is_v6_ ? model::print_ipv6(to_groups(octets_), model::Ipv4Tail::mapped)
                           : model::print_ipv4({octets_[0], octets_[1], octets_[2], octets_[3]});
  if (!scope_.empty()) out += '%' + scope_;
  if (shows_prefix_) out += '/' + std::to_string(prefix_);
  return out;
}

bool IpValue::contains(const IpValue& other) const {
  if (is_v6_ != other.is_v6_ || other.prefix_ < prefix_) return false;
  for (int bit = 0; bit < prefix_; ++bit) {
    const auto at = static_cast<std::size_t>(bit / 8);
    if (((octets_[at] ^ other.octets_[at]) >> (7 - bit % 8) & 1) != 0) return false;
  }
  return true;
}

namespace model {

namespace {

struct IpWords {
  std::string_view type;
  std::string_view message;
  std::string_view format;
};
constexpr IpWords words[ip_kinds] = {
    {"ip_v4_address", "Input is not a valid IPv4 address", "ipv4"},
    {"ip_v6_address", "Input is not a valid IPv6 address", "ipv6"},
    {"ip_any_address", "value is not a valid IPv4 or IPv6 address", "ipvanyaddress"},
    {"ip_v4_network", "Input is not a valid IPv4 network", "ipv4network"},
    {"ip_v6_network", "Input is not a valid IPv6 network", "ipv6network"},
    {"ip_any_network", "value is not a valid IPv4 or IPv6 network", "ipvanynetwork"},
    {"ip_v4_interface", "Input is not a valid IPv4 interface", "ipv4interface"},
    {"ip_v6_interface", "Input is not a valid IPv6 interface", "ipv6interface"},
    {"ip_any_interface", "value is not a valid IPv4 or IPv6 interface", "ipvanyinterface"},
};

template <std::size_t Kind>
bool validate_ip(const TypeInfo&, const Facts& facts, const Json& input, void* out, Trail& trail) {
  constexpr auto kind = static_cast<IpKind>(Kind);
  constexpr bool any = Kind % 3 == 2;
  IpReader reader{*static_cast<IpValue*>(out), kind};
  bool valid = false;
  if (const std::string* const text = input.if_string()) {
    valid = reader.read(*text);
  } else if (!any && trail.strict(facts)) {
    return trail.report("string_type", input);
  } else if (const bool* const truth = input.if_bool()) {
    valid = reader.read_number(*truth ? "1" : "0");
  } else if (input.is_integer()) {
    valid = reader.read_number(dump_json(input));
  }
  return valid ||
         trail.report({std::string(words[Kind].type), trail.loc(), std::string(words[Kind].message), input, {}});
}

template <std::size_t Kind>
bool read_ip(const TypeInfo&, const Facts&, std::string_view text, void* out) {
  return IpReader{*static_cast<IpValue*>(out), static_cast<IpKind>(Kind)}.read(text);
}

void write_ip(const TypeInfo&, const void* value, const ModelConfig&, std::string& out) {
  write_string(out, static_cast<const IpValue*>(value)->to_string());
}

template <std::size_t Kind>
void ip_schema(const TypeInfo&, const Facts&, const ModelConfig&, SchemaMode, JsonObject& schema) {
  schema.append("type", "string");
  schema.append("format", words[Kind].format);
}

template <std::size_t Kind>
constexpr CustomOps ops{validate_ip<Kind>, read_ip<Kind>, write_ip, ip_schema<Kind>};

}  // namespace

constinit const CustomOps ip_ops[ip_kinds] = {ops<0>, ops<1>, ops<2>, ops<3>, ops<4>, ops<5>, ops<6>, ops<7>, ops<8>};

void parse_ip(IpKind kind, std::string_view text, IpValue& out) {
  if (!IpReader{out, kind}.read(text)) throw ValueError(std::string(words[static_cast<std::size_t>(kind)].message));
}

}  // namespace model

}  // namespace talaria
