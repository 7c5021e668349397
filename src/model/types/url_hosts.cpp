#include "model/types/url_parser.hpp"

#include <algorithm>
#include <charconv>

#include <talaria/base/strings.hpp>

// URLs that name several hosts, `postgresql://one:5432,two/db`. No standard has them; this is how Pydantic takes them
// apart.
namespace talaria::model {

namespace {

constexpr const char* empty_host = "empty host";

bool has_host(const UrlParts& parts) {
  return parts.host && !parts.host->empty();
}

/// Where the scheme ends, before its colon; 0 when there is none.
std::size_t scheme_end(std::string_view text, std::size_t start) {
  std::size_t end = start;
  while (end < text.size() && (base::is_ascii_alpha(text[end]) || base::is_ascii_digit(text[end]) ||
                               std::string_view("+-.").find(text[end]) != std::string_view::npos)) {
    ++end;
  }
  return end < text.size() && text[end] == ':' && end > start ? end : 0;
}

/// Reads the hosts that stand in `text` with a comma behind each; `prefix` is what a URL begins with.
UrlProblem parse_hosts_before(std::string_view prefix, std::string_view text, UrlSyntax syntax,
                              std::vector<UrlParts>& out) {
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    const std::string url = std::string(prefix) + std::string(text.substr(0, comma));
    if (const UrlProblem problem = parse_url(url, syntax, out.emplace_back()); problem.message) return problem;
    text.remove_prefix(comma + 1);
  }
  return {};
}

UrlHost host_of(std::string_view text, int usual_port) {
  UrlHost out;
  if (usual_port > 0) out.port = usual_port;
  if (const std::size_t at = text.rfind('@'); at != std::string_view::npos) {
    const std::string_view user = text.substr(0, at);
    const std::size_t colon = user.find(':');
    out.username = user.substr(0, colon);
    if (colon != std::string_view::npos) out.password = user.substr(colon + 1);
    text.remove_prefix(at + 1);
  }
  const std::size_t colon = text.rfind(':');
  const std::size_t bracket = text.rfind(']');
  const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  out.host = has_port ? text.substr(0, colon) : text;
  int port = 0;
  if (has_port && std::from_chars(text.data() + colon + 1, text.data() + text.size(), port).ec == std::errc()) {
    out.port = port;
  }
  return out;
}

}  // namespace

UrlProblem parse_multi_host_url(std::string_view text, UrlSyntax syntax, UrlParts& out) {
  std::size_t start = 0;
  while (start < text.size() && static_cast<unsigned char>(text[start]) <= 0x20) ++start;
  const std::size_t colon = scheme_end(text, start);
  if (colon == 0) return {"relative URL without a base"};
  const bool special = default_port(base::to_lower(text.substr(start, colon - start))) >= 0;
  std::size_t first = colon + 1;
  while (first < text.size() && (text[first] == '/' || text[first] == '\\')) ++first;
  const std::size_t end = std::min(text.find_first_of(special ? "/?#\\" : "/?#", first), text.size());
  const std::size_t comma = text.substr(first, end - first).rfind(',');
  if (comma == std::string_view::npos) return parse_url(text, syntax, out);
  // Pydantic looks for hosts without a name first, then at the last host, then at the others.
  const std::string_view prefix = text.substr(0, first);
  const std::string_view before = text.substr(first, comma + 1);
  if (before.front() == ',' || before.find(",,") != std::string_view::npos) return {empty_host};
  const std::string last = std::string(prefix) + std::string(text.substr(first + comma + 1));
  if (const UrlProblem problem = parse_url(last, syntax, out); problem.message) return problem;
  if (!has_host(out)) return {empty_host};
  if (const UrlProblem problem = parse_hosts_before(prefix, before, syntax, out.hosts_before); problem.message) {
    return problem;
  }
  return {std::ranges::all_of(out.hosts_before, has_host) ? nullptr : empty_host};
}

}  // namespace talaria::model

namespace talaria {

std::vector<UrlHost> Url::hosts() const {
  std::vector<UrlHost> out;
  if (!has_host_) return out;
  std::string_view text = part(hosts_start_, path_start_);
  if (text.ends_with("/.")) text.remove_suffix(2);
  if (text.empty()) return out;
  while (true) {
    const std::size_t comma = text.find(',');
    out.push_back(model::host_of(text.substr(0, comma), model::default_port(scheme())));
    if (comma == std::string_view::npos) return out;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace talaria
