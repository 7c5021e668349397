// HttpUrl, AnyUrl and their kin: URLs as web browsers read them (the WHATWG standard), each with the schemes it takes.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/model/describe.hpp>
#include <talaria/model/text_format.hpp>

namespace talaria {

/// One of the hosts that a URL names. Views into the URL; a part that is not there is empty.
struct UrlHost {
  std::string_view username;
  std::string_view password;
  std::string_view host;
  std::optional<int> port;  ///< as written, as the kind fills it in, or the usual one of the scheme
};

/// A URL of any scheme, in its normal form: scheme and host in lower case, names of other scripts as `xn--`, a port
/// left out where it is the usual one, a path of at least `/` for web addresses, everything unsafe escaped.
class Url {
 public:
  using talaria_prints_itself = void;

  /// No URL: everything is empty.
  Url() = default;
  /// Reads a text as validation does; throws ValueError.
  explicit Url(std::string_view text);
  explicit Url(const char* text) : Url(std::string_view(text)) {}
  [[nodiscard]] static Url parse(std::string_view text) { return Url(text); }

  // Views into the URL, valid as long as it is.
  [[nodiscard]] std::string_view scheme() const { return part(0, scheme_end_); }
  [[nodiscard]] std::string_view username() const { return part(username_start_, username_end_); }
  [[nodiscard]] std::string_view password() const;
  /// The host, an IPv6 address in brackets; nothing for URLs that have none, such as `mailto:`.
  [[nodiscard]] std::optional<std::string_view> host() const;
  /// The port; the usual one of the scheme when none is written.
  [[nodiscard]] std::optional<int> port() const;
  [[nodiscard]] std::string_view path() const { return part(path_start_, path_end_); }
  /// What stands behind the `?`.
  [[nodiscard]] std::optional<std::string_view> query() const;
  /// What stands behind the `#`.
  [[nodiscard]] std::optional<std::string_view> fragment() const;
  /// Each of the hosts, of a kind that takes several; nothing for URLs that have none. The functions above give the
  /// last.
  [[nodiscard]] std::vector<UrlHost> hosts() const;
  /// The whole.
  [[nodiscard]] const std::string& str() const { return text_; }
  [[nodiscard]] const std::string& to_string() const { return text_; }

  friend bool operator==(const Url& a, const Url& b) { return a.text_ == b.text_; }
  friend auto operator<=>(const Url& a, const Url& b) { return a.text_ <=> b.text_; }

 private:
  friend struct UrlBuilder;
  [[nodiscard]] std::string_view part(std::size_t from, std::size_t to) const {
    return std::string_view(text_).substr(from, to - from);
  }

  std::string text_;
  std::uint32_t scheme_end_ = 0;
  std::uint32_t hosts_start_ = 0;
  std::uint32_t username_start_ = 0;
  std::uint32_t username_end_ = 0;
  std::uint32_t host_start_ = 0;
  std::uint32_t host_end_ = 0;
  std::uint32_t path_start_ = 0;
  std::uint32_t path_end_ = 0;
  std::uint32_t query_end_ = 0;
  std::int32_t port_ = -1;
  bool has_host_ = false;
};

/// Which URLs a type takes.
enum class UrlKind : std::uint8_t {
  any,
  http,  ///< http and https, at most 2083 characters
  any_http,
  websocket,  ///< ws and wss, at most 2083 characters
  any_websocket,
  file,
  ftp,
  postgres,  ///< postgres, postgresql and postgresql+driver, with a host or several
  mysql,
  mariadb,
  cockroach,
  click_house,
  snowflake,
  mongo,  ///< with one host or several, as nats
  redis,
  amqp,
  kafka,
  nats,
};

inline constexpr std::size_t url_kinds = 18;

namespace model {
/// The functions for each kind of URL, in the order of UrlKind.
extern const CustomOps url_ops[url_kinds];
/// A URL of that kind; throws ValueError.
[[nodiscard]] Url parse_url_of(UrlKind kind, std::string_view text);
}  // namespace model

/// A URL of one kind.
template <UrlKind Kind>
struct UrlOf : Url {
  UrlOf() = default;
  explicit UrlOf(std::string_view text) : Url(model::parse_url_of(Kind, text)) {}
  explicit UrlOf(const char* text) : UrlOf(std::string_view(text)) {}
  [[nodiscard]] static UrlOf parse(std::string_view text) { return UrlOf(text); }
};

using AnyUrl = Url;
using HttpUrl = UrlOf<UrlKind::http>;
using AnyHttpUrl = UrlOf<UrlKind::any_http>;
using WebsocketUrl = UrlOf<UrlKind::websocket>;
using AnyWebsocketUrl = UrlOf<UrlKind::any_websocket>;
using FileUrl = UrlOf<UrlKind::file>;
using FtpUrl = UrlOf<UrlKind::ftp>;
using PostgresDsn = UrlOf<UrlKind::postgres>;
using MySQLDsn = UrlOf<UrlKind::mysql>;
using MariaDBDsn = UrlOf<UrlKind::mariadb>;
using CockroachDsn = UrlOf<UrlKind::cockroach>;
using ClickHouseDsn = UrlOf<UrlKind::click_house>;
using SnowflakeDsn = UrlOf<UrlKind::snowflake>;
using MongoDsn = UrlOf<UrlKind::mongo>;
using RedisDsn = UrlOf<UrlKind::redis>;
using AmqpDsn = UrlOf<UrlKind::amqp>;
using KafkaDsn = UrlOf<UrlKind::kafka>;
using NatsDsn = UrlOf<UrlKind::nats>;

namespace model {

template <>
struct Describe<Url> {
  static constexpr TypeInfo make() { return detail::custom<Url>("url", url_ops[0]); }
};
template <UrlKind Kind>
struct Describe<UrlOf<Kind>> {
  static constexpr TypeInfo make() {
    return detail::custom<UrlOf<Kind>>("url", url_ops[static_cast<std::size_t>(Kind)]);
  }
};

}  // namespace model

}  // namespace talaria

template <>
struct std::hash<talaria::Url> {
  std::size_t operator()(const talaria::Url& url) const { return std::hash<std::string_view>{}(url.str()); }
};
template <talaria::UrlKind Kind>
struct std::hash<talaria::UrlOf<Kind>> : std::hash<talaria::Url> {};
