// What nghttp2 calls: from its frames to the Session.
#pragma once
#include "server/h2/session.hpp"

#include <nghttp2/nghttp2.h>

namespace talaria::server::h2 {

/// The functions that every session gives to nghttp2; its user data is the Session.
[[nodiscard]] const nghttp2_session_callbacks* session_callbacks();
/// Says how much content of a Stream goes into the next frame; the source's pointer is the Stream.
[[nodiscard]] nghttp2_data_source_read_callback content_callback();

}  // namespace talaria::server::h2
