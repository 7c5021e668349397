#include "run/announce.hpp"

#include <cstdio>
#include <optional>
#include <unistd.h>

namespace talaria::run_detail {

namespace {

// Something to click on, also for "all addresses"; a unix socket stays as it is.
std::string url_of(const std::string& scheme, const std::string& address) {
  if (address.starts_with("unix:")) return address;
  for (const std::string any : {"0.0.0.0:", "[::]:"}) {
    if (address.starts_with(any)) return scheme + "://localhost:" + address.substr(any.size());
  }
  return scheme + "://" + address;
}

}  // namespace

void announce(const App& app, const std::string& scheme, const std::vector<std::string>& addresses,
              const std::string& how) {
  const bool colour = ::isatty(STDOUT_FILENO) != 0;
  const char* bold = colour ? "\033[1m" : "";
  const char* plain = colour ? "\033[0m" : "";
  const AppOptions& options = app.options();
  std::string places;
  for (const std::string& address : addresses) places += (places.empty() ? "" : " and ") + url_of(scheme, address);
  std::printf("%s%s%s serves on %s%s%s%s (Ctrl-C stops)\n", bold, options.title.c_str(), plain, bold, places.c_str(),
              plain, how.empty() ? "" : (" " + how).c_str());
  const std::string base = url_of(scheme, addresses.front());
  const auto line = [&](const char* what, const std::optional<std::string>& path) {
    if (!path || !options.openapi_url || base.starts_with("unix:")) return;
    std::printf("  %-13s %s%s\n", what, base.c_str(), path->c_str());
  };
  line("docs", options.docs_url);
  line("redoc", options.redoc_url);
  line("OpenAPI", options.openapi_url);
  std::fflush(stdout);
}

}  // namespace talaria::run_detail
