// What systemd tells a service, and what it wants to hear (sd_listen_fds(3), sd_notify(3)).
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace talaria::run_detail {

/// The sockets that systemd has opened for this process, and forgets that it was told: a child must not take them for
/// its own.
[[nodiscard]] std::vector<int> take_listen_fds();

/// Tells the service manager that `state` holds, such as `READY=1`; nothing when there is none that wants to know.
void notify_manager(const std::string& state);

/// `RELOADING=1` and the time that must come with it.
[[nodiscard]] std::string reloading_state();

}  // namespace talaria::run_detail
