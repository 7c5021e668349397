#include <charconv>
#include <stdexcept>

#include <talaria/server/listen_address.hpp>

namespace talaria::server {

namespace {

[[noreturn]] void refuse(std::string_view text, const char* why) {
  throw std::invalid_argument("'" + std::string(text) + "' is nowhere to listen: " + why);
}

template <class T>
bool read_number(std::string_view text, T& out, int base = 10) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out, base);
  return error == std::errc() && end == text.data() + text.size();
}

void read_place(std::string_view place, ListenAddress& out, std::string_view text) {
  if (place.starts_with("unix:")) {
    out.uds = place.substr(5);
    if (out.uds.empty()) refuse(text, "the path is missing");
    return;
  }
  if (place.starts_with("fd:")) {
    int number = 0;
    if (!read_number(place.substr(3), number) || number < 0) refuse(text, "fd: takes the number of a descriptor");
    out.fds = {number};
    return;
  }
  const auto colon = place.rfind(':');
  if (colon == std::string_view::npos) refuse(text, "the port is missing, as in 127.0.0.1:8000");
  std::string_view host = place.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string_view::npos) {
    refuse(text, "an IPv6 address stands in brackets, as in [::1]:8000");
  }
  out.host = host.empty() ? "0.0.0.0" : host;
  if (!read_number(place.substr(colon + 1), out.port)) refuse(text, "the port is no number from 0 to 65535");
}

void read_option(std::string_view option, ListenAddress& out, std::string_view text) {
  if (option == "proxy_protocol") {
    out.proxy_protocol = true;
  } else if (option.starts_with("mode=") && !out.uds.empty()) {
    if (!read_number(option.substr(5), out.uds_mode, 8) || out.uds_mode > 0777) {
      refuse(text, "mode= takes permissions in octal, as in mode=0660");
    }
  } else {
    refuse(text, "the options are proxy_protocol and, of a unix socket, mode=");
  }
}

}  // namespace

ListenAddress parse_listen_address(std::string_view text) {
  ListenAddress out;
  auto comma = text.find(',');
  read_place(text.substr(0, comma), out, text);
  while (comma != std::string_view::npos) {
    const auto next = text.find(',', comma + 1);
    read_option(text.substr(comma + 1, next == std::string_view::npos ? next : next - comma - 1), out, text);
    comma = next;
  }
  return out;
}

}  // namespace talaria::server
