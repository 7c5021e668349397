#include "run/serve_arguments.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <stdexcept>
#include <thread>

#include <CLI/CLI.hpp>

namespace talaria::run_detail {

namespace {

std::chrono::milliseconds to_time(double seconds, const char* option) {
  if (!(seconds > 0) || seconds > 1e9) throw std::invalid_argument(std::string(option) + " takes seconds, more than 0");
  return std::max(std::chrono::milliseconds{1}, std::chrono::milliseconds{std::llround(seconds * 1000)});
}

double to_seconds(std::chrono::milliseconds time) {
  return static_cast<double>(time.count()) / 1000;
}

}  // namespace

ServeArguments::ServeArguments(const server::ServerOptions& defaults)
    : options(defaults),
      graceful_seconds(to_seconds(defaults.graceful_timeout)),
      keep_alive_seconds(to_seconds(defaults.limits.idle)),
      place_was_named_(!defaults.listen.empty()) {
  if (defaults.proxies.headers == server::ProxyHeaders::forwarded) proxy_headers = "forwarded";
  if (defaults.proxies.headers == server::ProxyHeaders::none) proxy_headers = "none";
}

void ServeArguments::add_to(CLI::App& command) {
  const auto names_place = [this](std::size_t) { place_was_named_ = true; };
  const auto place = [&](CLI::Option* option) { option->each([names_place](const std::string&) { names_place(0); }); };
  place(command.add_option("--host", options.host, "Address to listen on")->capture_default_str());
  place(command.add_option("--port", options.port, "Port to listen on; 0 picks a free one")->capture_default_str());
  place(command.add_option("--uds", uds, "Listen on a unix socket with this path"));
  place(command.add_option("--fd", fd, "Listen on the socket with this file descriptor"));
  place(
      command.add_option("--listen", listen,
                         "Listen here: HOST:PORT, unix:PATH or fd:N, with ',proxy_protocol' or ',mode=0660' behind it; "
                         "may be repeated"));
  CLI::Option* const certificate =
      command.add_option("--tls-certificate", tls.certificate_chain_file,
                         "PEM file of the certificate and those behind it: serve HTTPS, reload it when it changes");
  command.add_option("--tls-key", tls.private_key_file, "PEM file of its private key, unless it is the same")
      ->needs(certificate);
  command.add_option("--threads", options.threads, "Event loops of a process; 0 is one per core, shared among workers")
      ->capture_default_str();
  command.add_option("--workers", workers, "Processes that serve, watched and restarted by this one")
      ->envname("WEB_CONCURRENCY")
      ->check(CLI::Range(1u, 1024u));
  command.add_option("--limit-max-requests", max_requests, "Replace a process after so many requests")
      ->check(CLI::Range(std::size_t{1}, server::Limits::unlimited));
  command.add_option("--limit-max-requests-jitter", max_requests_jitter, "Up to so many more, by chance");
  command.add_option("--limit-concurrency", options.limits.connections, "Connections; further ones get 503")
      ->capture_default_str();
  command.add_option("--backlog", options.limits.backlog, "Connections that the system keeps for us")
      ->capture_default_str();
  command.add_option("--timeout-keep-alive", keep_alive_seconds, "Seconds that a connection may be idle")
      ->capture_default_str();
  command
      .add_option("--timeout-graceful-shutdown", graceful_seconds, "Seconds after which a stop cuts what still runs")
      ->capture_default_str();
  command
      .add_option("--forwarded-allow-ips", options.proxies.forwarded_allow_ips,
                  "Addresses and networks whose word about the client is believed; unix: and * too")
      ->envname("FORWARDED_ALLOW_IPS")
      ->capture_default_str();
  command.add_option("--proxy-headers", proxy_headers, "What is believed: x-forwarded, forwarded or none")
      ->check(CLI::IsMember({"x-forwarded", "forwarded", "none"}))
      ->capture_default_str();
  command.add_option("--root-path", options.root_path, "Where a proxy shows the application, and cuts that off")
      ->envname("ROOT_PATH");
  command.add_flag("--forwarded-host", options.proxies.trust_host,
                   "Believe X-Forwarded-Host, or the host of Forwarded, too");
}

void ServeArguments::apply() {
  options.graceful_timeout = to_time(graceful_seconds, "--timeout-graceful-shutdown");
  options.limits.idle = to_time(keep_alive_seconds, "--timeout-keep-alive");
  options.proxies.headers = proxy_headers == "forwarded"     ? server::ProxyHeaders::forwarded
                            : proxy_headers == "x-forwarded" ? server::ProxyHeaders::x_forwarded
                                                             : server::ProxyHeaders::none;
  if (!tls.certificate_chain_file.empty()) {
    options.tls = tls;
    // The key may be in the same file.
    if (tls.private_key_file.empty()) options.tls->private_key_file = tls.certificate_chain_file;
  }
  std::vector<server::ListenAddress> places;
  for (const std::string& text : listen) places.push_back(server::parse_listen_address(text));
  if (!uds.empty()) places.push_back({.uds = uds});
  if (fd >= 0) places.push_back({.fds = {fd}});
  if (!places.empty()) options.listen = places;
  const unsigned cores = std::max(std::thread::hardware_concurrency(), 1u);
  if (options.threads == 0) options.threads = std::max(cores / std::max(workers, 1u), 1u);
}

}  // namespace talaria::run_detail
