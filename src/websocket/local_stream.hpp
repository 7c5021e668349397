// LocalStream: a connection within the process.
#pragma once
#include <talaria/http/upgrade.hpp>

namespace talaria::websocket {

/// Its other end cannot be gone without a sign, so it is not sent pings: they would keep a virtual clock going for
/// ever.
class LocalStream : public http::Stream {};

}  // namespace talaria::websocket
