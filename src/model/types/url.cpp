#include "model/json_write.hpp"
#include "model/types/url_parser.hpp"
#include "model/validators.hpp"

#include <array>

#include <talaria/model/types/url.hpp>

namespace talaria {

/// Puts the parts of a URL together, and notes where each is.
struct UrlBuilder {
  Url url;

  explicit UrlBuilder(const model::UrlParts& parts) {
    std::string& text = url.text_;
    const auto here = [&text] { return static_cast<std::uint32_t>(text.size()); };
    text = parts.scheme;
    url.scheme_end_ = here();
    text += ':';
    add_authority(parts);
    // Else `//` at the start of a path would be read as a host.
    if (!parts.host && !parts.opaque && parts.path.starts_with("//")) text += "/.";
    url.path_start_ = here();
    text += parts.path;
    url.path_end_ = here();
    if (parts.query) text += '?' + *parts.query;
    url.query_end_ = here();
    if (parts.fragment) text += '#' + *parts.fragment;
  }

 private:
  void add_authority(const model::UrlParts& parts) {
    std::string& text = url.text_;
    const auto here = [&text] { return static_cast<std::uint32_t>(text.size()); };
    url.username_start_ = url.username_end_ = url.host_start_ = url.host_end_ = here();
    url.port_ = parts.port;
    if (!parts.host) return;
    url.has_host_ = true;
    text += "//";
    url.hosts_start_ = here();
    for (const model::UrlParts& host : parts.hosts_before) {
      add_host(host);
      text += ',';
    }
    add_host(parts);
  }

  void add_host(const model::UrlParts& parts) {
    std::string& text = url.text_;
    const auto here = [&text] { return static_cast<std::uint32_t>(text.size()); };
    url.username_start_ = here();
    text += parts.username;
    url.username_end_ = here();
    if (!parts.password.empty()) text += ':' + parts.password;
    if (here() != url.username_start_) text += '@';
    url.host_start_ = here();
    text += *parts.host;
    url.host_end_ = here();
    if (parts.port >= 0) text += ':' + std::to_string(parts.port);
  }
};

Url::Url(std::string_view text) : Url(model::parse_url_of(UrlKind::any, text)) {}

std::string_view Url::password() const {
  if (username_end_ + 1 >= host_start_ || text_[username_end_] != ':') return {};
  return part(username_end_ + 1, host_start_ - 1);
}

std::optional<std::string_view> Url::host() const {
  if (!has_host_ || host_start_ == host_end_) return std::nullopt;
  return part(host_start_, host_end_);
}

std::optional<int> Url::port() const {
  if (port_ >= 0) return port_;
  const int usual = model::default_port(scheme());
  return usual > 0 ? std::optional<int>(usual) : std::nullopt;
}

std::optional<std::string_view> Url::query() const {
  if (query_end_ == path_end_) return std::nullopt;
  return part(path_end_ + 1, query_end_);
}

std::optional<std::string_view> Url::fragment() const {
  if (query_end_ == text_.size()) return std::nullopt;
  return part(query_end_ + 1, text_.size());
}

namespace model {

namespace {

/// What a kind of URL asks for, and what it fills in.
struct UrlRules {
  std::string_view schemes = {};  ///< with blanks between them; empty for all
  std::size_t max_length = 0;     ///< 0 for any
  bool multi_host = false;        ///< several hosts may be named
  bool host_required = false;
  std::string_view default_host = {};
  int default_port = -1;
  std::string_view default_path = {};
};

constexpr UrlRules rules[url_kinds] = {
    {},
    {.schemes = "http https", .max_length = 2083},
    {.schemes = "http https"},
    {.schemes = "ws wss", .max_length = 2083},
    {.schemes = "ws wss"},
    {.schemes = "file"},
    {.schemes = "ftp"},
    {.schemes = "postgres postgresql postgresql+asyncpg postgresql+pg8000 postgresql+psycopg postgresql+psycopg2 "
                "postgresql+psycopg2cffi postgresql+py-postgresql postgresql+pygresql",
     .multi_host = true,
     .host_required = true},
    {.schemes = "mysql mysql+mysqlconnector mysql+aiomysql mysql+asyncmy mysql+mysqldb mysql+pymysql mysql+cymysql "
                "mysql+pyodbc",
     .host_required = true,
     .default_port = 3306},
    {.schemes = "mariadb mariadb+mariadbconnector mariadb+pymysql", .default_port = 3306},
    {.schemes = "cockroachdb cockroachdb+psycopg2 cockroachdb+asyncpg", .host_required = true},
    {.schemes = "clickhouse+native clickhouse+asynch clickhouse+http clickhouse clickhouses clickhousedb",
     .default_host = "localhost",
     .default_port = 9000},
    {.schemes = "snowflake", .host_required = true},
    {.schemes = "mongodb mongodb+srv", .multi_host = true, .default_port = 27017},
    {.schemes = "redis rediss",
     .host_required = true,
     .default_host = "localhost",
     .default_port = 6379,
     .default_path = "/0"},
    {.schemes = "amqp amqps"},
    {.schemes = "kafka", .default_host = "localhost", .default_port = 9092},
    {.schemes = "nats tls ws wss", .multi_host = true, .default_host = "localhost", .default_port = 4222},
};

/// Whether the scheme is one of them; `names` gets them as `'http' or 'https'`.
bool takes_scheme(std::string_view schemes, std::string_view scheme, std::string& names) {
  for (std::string_view rest = schemes; !rest.empty();) {
    const std::size_t blank = std::min(rest.find(' '), rest.size());
    const std::string_view one = rest.substr(0, blank);
    if (one == scheme) return true;
    rest.remove_prefix(std::min(blank + 1, rest.size()));
    if (!names.empty()) names += rest.empty() ? " or " : ", ";
    names += '\'' + std::string(one) + '\'';
  }
  return schemes.empty();
}

/// Why a text is no URL of a kind.
struct UrlFault {
  std::string_view type = {};
  JsonObject ctx = {};
};

UrlFault parsing_fault(const char* why) {
  return {"url_parsing", JsonObject{{"error", why}}};
}

/// Fills in what is missing; gives why that cannot be done.
const char* complete(const UrlRules& rule, UrlParts& parts) {
  const bool has_host = parts.host && !parts.host->empty();
  if (!has_host && !rule.default_host.empty()) {
    if (parts.opaque) return "a cannot-be-a-base URL doesn’t have a host to set";
    parts.host = rule.default_host;
  } else if (!has_host && rule.host_required) {
    return "empty host";
  }
  if (rule.default_port >= 0 && parts.port < 0) {
    if (!parts.host || parts.host->empty()) return "empty host";
    parts.port = rule.default_port;
  }
  if (!rule.default_path.empty() && (parts.path.empty() || parts.path == "/")) parts.path = rule.default_path;
  return nullptr;
}

UrlFault read_url(const UrlRules& rule, std::string_view text, UrlSyntax syntax, Url& out) {
  if (rule.max_length != 0 && text.size() > rule.max_length) {
    return {"url_too_long", JsonObject{{"max_length", rule.max_length}}};
  }
  if (text.empty()) return parsing_fault("input is empty");
  UrlParts parts;
  const UrlProblem problem =
      rule.multi_host ? parse_multi_host_url(text, syntax, parts) : parse_url(text, syntax, parts);
  if (problem.message != nullptr) {
    return {problem.is_violation ? "url_syntax_violation" : "url_parsing", JsonObject{{"error", problem.message}}};
  }
  std::string names;
  if (!takes_scheme(rule.schemes, parts.scheme, names)) {
    return {"url_scheme", JsonObject{{"expected_schemes", names}}};
  }
  if (const char* const fault = complete(rule, parts)) return parsing_fault(fault);
  out = UrlBuilder(parts).url;
  return {};
}

/// The rules of a type, and those that its facts add.
UrlRules rules_of(std::size_t kind, const Facts& facts) {
  UrlRules rule = rules[kind];
  if (facts.has_max_length) rule.max_length = facts.max_length;
  return rule;
}

template <std::size_t Kind>
bool validate_url(const TypeInfo&, const Facts& facts, const Json& input, void* out, Trail& trail) {
  const std::string* const text = input.if_string();
  if (text == nullptr) return trail.report("url_type", input);
  const UrlSyntax syntax = trail.strict(facts) ? UrlSyntax::strict : UrlSyntax::lax;
  UrlFault fault = read_url(rules_of(Kind, facts), *text, syntax, *static_cast<Url*>(out));
  return fault.type.empty() || trail.report(fault.type, input, std::move(fault.ctx));
}

template <std::size_t Kind>
bool read_url_text(const TypeInfo&, const Facts& facts, std::string_view text, void* out) {
  // Whether the model is strict is not known here.
  return read_url(rules_of(Kind, facts), text, UrlSyntax::strict, *static_cast<Url*>(out)).type.empty();
}

void write_url(const TypeInfo&, const void* value, const ModelConfig&, std::string& out) {
  write_string(out, static_cast<const Url*>(value)->str());
}

template <std::size_t Kind>
void url_schema(const TypeInfo&, const Facts& facts, const ModelConfig&, SchemaMode, JsonObject& schema) {
  schema.append("type", "string");
  schema.append("format", rules[Kind].multi_host ? "multi-host-uri" : "uri");
  if (const std::size_t longest = rules_of(Kind, facts).max_length; longest != 0) schema.append("maxLength", longest);
  schema.append("minLength", 1);
}

template <std::size_t Kind>
constexpr CustomOps ops{validate_url<Kind>, read_url_text<Kind>, write_url, url_schema<Kind>};

}  // namespace

constinit const CustomOps url_ops[url_kinds] = {ops<0>,  ops<1>,  ops<2>,  ops<3>,  ops<4>,  ops<5>,
                                                ops<6>,  ops<7>,  ops<8>,  ops<9>,  ops<10>, ops<11>,
                                                ops<12>, ops<13>, ops<14>, ops<15>, ops<16>, ops<17>};

Url parse_url_of(UrlKind kind, std::string_view text) {
  Url url;
  const UrlFault fault = read_url(rules[static_cast<std::size_t>(kind)], text, UrlSyntax::lax, url);
  if (!fault.type.empty()) throw ValueError(make_error(fault.type, {}, {}, fault.ctx).msg);
  return url;
}

}  // namespace model

}  // namespace talaria
