#include "server/forwarded.hpp"

#include "server/h1/target.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include <talaria/base/strings.hpp>
#include <talaria/http/grammar.hpp>

namespace talaria::server {

namespace {

/// An address in a list, with the text that it was read from.
struct Hop {
  IpAddress address;
  std::string_view text;
  std::uint16_t port = 0;
};

std::optional<std::uint16_t> read_port(std::string_view text) {
  unsigned value = 0;
  if (text.empty() || text.size() > 5) return std::nullopt;
  for (const char c : text) {
    if (!base::is_ascii_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value <= 65535 ? std::optional(static_cast<std::uint16_t>(value)) : std::nullopt;
}

// `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:80`.
std::optional<Hop> read_hop(std::string_view text) {
  Hop hop;
  std::string_view port;
  if (text.starts_with('[')) {
    const auto close = text.find(']');
    if (close == std::string_view::npos) return std::nullopt;
    port = text.substr(close + 1);
    text = text.substr(1, close - 1);
    if (text.find(':') == std::string_view::npos) return std::nullopt;
  } else if (std::count(text.begin(), text.end(), ':') == 1) {
    port = text.substr(text.find(':'));
    text = text.substr(0, text.find(':'));
  }
  if (!port.empty()) {
    const auto number = port.starts_with(':') ? read_port(port.substr(1)) : std::nullopt;
    if (!number) return std::nullopt;
    hop.port = *number;
  }
  const auto address = IpAddress::parse(text);
  if (!address) return std::nullopt;
  hop.address = *address;
  hop.text = text;
  return hop;
}

void set_client(http::RequestHead& head, const Hop& hop) {
  head.client_host = hop.text;
  head.client_port = hop.port;
}

void set_scheme(http::RequestHead& head, std::string_view scheme) {
  if (base::iequals(scheme, "https") || base::iequals(scheme, "wss")) {
    head.scheme = "https";
  } else if (base::iequals(scheme, "http") || base::iequals(scheme, "ws")) {
    head.scheme = "http";
  }
}

void set_host(http::RequestHead& head, std::string_view host) {
  if (!host.empty() && h1::is_host_value(host)) head.host = host;
}

// Goes through the list in `field` from its end. Returns whether the client has been found, or never will be.
bool find_client(http::RequestHead& head, std::string_view list, const TrustedProxies& proxies,
                 std::optional<Hop>& outermost) {
  while (true) {
    const auto comma = list.rfind(',');
    const std::string_view entry = base::trim(comma == std::string_view::npos ? list : list.substr(comma + 1));
    const auto hop = read_hop(entry);
    outermost = hop;
    if (!hop) return true;
    if (!proxies.trusts(hop->address)) {
      set_client(head, *hop);
      return true;
    }
    if (comma == std::string_view::npos) return false;
    list = list.substr(0, comma);
  }
}

/// One element of a Forwarded field.
struct Element {
  std::string_view client;  // for
  std::string_view scheme;  // proto
  std::string_view host;
};

/// Reads the elements of Forwarded (RFC 7239 section 4).
class ElementReader {
 public:
  explicit ElementReader(std::string_view text) : text_(text) {}

  /// Adds what is there. False when the text is malformed.
  bool read(std::vector<Element>& out) {
    while (true) {
      Element element;
      if (!read_element(element)) return false;
      out.push_back(element);
      if (text_.empty()) return true;
      text_.remove_prefix(1);  // the comma
    }
  }

 private:
  bool read_element(Element& element) {
    while (true) {
      skip_blanks();
      if (!text_.empty() && text_.front() != ',' && text_.front() != ';' && !read_pair(element)) return false;
      skip_blanks();
      if (text_.empty() || text_.front() == ',') return true;
      if (text_.front() != ';') return false;
      text_.remove_prefix(1);
    }
  }

  bool read_pair(Element& element) {
    const std::string_view name = take_token();
    if (name.empty() || text_.empty() || text_.front() != '=') return false;
    text_.remove_prefix(1);
    const auto value = take_value();
    if (!value) return false;
    std::string_view* const place = base::iequals(name, "for")     ? &element.client
                                    : base::iequals(name, "proto") ? &element.scheme
                                    : base::iequals(name, "host")  ? &element.host
                                                                   : nullptr;
    if (place == nullptr) return true;
    // Each parameter occurs once in an element.
    if (!place->empty()) return false;
    *place = *value;
    return true;
  }

  std::optional<std::string_view> take_value() {
    if (text_.empty() || text_.front() != '"') {
      const std::string_view token = take_token();
      return token.empty() ? std::nullopt : std::optional(token);
    }
    const auto close = text_.find('"', 1);
    // What is read here needs no escapes, and unescaping would need memory.
    if (close == std::string_view::npos) return std::nullopt;
    const std::string_view value = text_.substr(1, close - 1);
    if (value.find('\\') != std::string_view::npos) return std::nullopt;
    text_.remove_prefix(close + 1);
    return value;
  }

  std::string_view take_token() {
    std::size_t size = 0;
    while (size < text_.size() && http::is_token_octet(text_[size])) ++size;
    const std::string_view token = text_.substr(0, size);
    text_.remove_prefix(size);
    return token;
  }

  void skip_blanks() {
    while (!text_.empty() && (text_.front() == ' ' || text_.front() == '\t')) text_.remove_prefix(1);
  }

  std::string_view text_;
};

}  // namespace

Forwarding::Forwarding(const ProxyOptions& options)
    : proxies_(options.forwarded_allow_ips), headers_(options.headers), trust_host_(options.trust_host) {}

void Forwarding::apply(http::RequestHead& head) const {
  if (headers_ == ProxyHeaders::x_forwarded) {
    // Most requests have none of them.
    const auto may_be_one = [](const http::HeaderField& field) { return (field.name[0] | 0x20) == 'x'; };
    if (std::any_of(head.fields.begin(), head.fields.end(), may_be_one)) apply_x_forwarded(head);
    return;
  }
  if (headers_ == ProxyHeaders::forwarded) return apply_forwarded(head);
}

// Each proxy appends to the fields, so what the nearest one says stands last.
void Forwarding::apply_x_forwarded(http::RequestHead& head) const {
  constexpr std::string_view prefix = "x-forwarded-";
  std::optional<Hop> outermost;
  std::string_view scheme;
  std::string_view host;
  bool client_is_sought = true;
  for (auto field = head.fields.rbegin(); field != head.fields.rend(); ++field) {
    const std::string_view name = field->name;
    if (name.size() < prefix.size() + 3 || name.size() > prefix.size() + 5 ||
        !base::iequals(name.substr(0, prefix.size()), prefix)) {
      continue;
    }
    const std::string_view what = name.substr(prefix.size());
    const std::string_view last = base::trim(field->value.substr(field->value.rfind(',') + 1));
    if (base::iequals(what, "for")) {
      client_is_sought = client_is_sought && !find_client(head, field->value, proxies_, outermost);
    } else if (scheme.empty() && base::iequals(what, "proto")) {
      scheme = last;
    } else if (host.empty() && base::iequals(what, "host")) {
      host = last;
    }
  }
  // All of them are trusted, so the client is a proxy's own machine.
  if (client_is_sought && outermost) set_client(head, *outermost);
  set_scheme(head, scheme);
  if (trust_host_) set_host(head, host);
}

void Forwarding::apply_forwarded(http::RequestHead& head) const {
  std::vector<Element> elements;
  for (const auto& [name, value] : head.fields) {
    if (base::iequals(name, "forwarded") && !ElementReader(value).read(elements)) return;
  }
  std::optional<Hop> client;
  for (auto element = elements.rbegin(); element != elements.rend(); ++element) {
    // This element was written by somebody trusted: the peer, or the one whom the element before named.
    set_scheme(head, element->scheme);
    if (trust_host_) set_host(head, element->host);
    const auto hop = read_hop(element->client);
    if (!hop) return;
    client = hop;
    if (!proxies_.trusts(hop->address)) break;
  }
  if (client) set_client(head, *client);
}

}  // namespace talaria::server
