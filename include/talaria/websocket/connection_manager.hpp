// ConnectionManager: messages to everybody who is connected (the class of FastAPI's page on WebSockets).
#pragma once
#include <cstddef>
#include <string_view>

#include <talaria/async/task.hpp>
#include <talaria/base/owned.hpp>
#include <talaria/model/json.hpp>
#include <talaria/websocket/websocket.hpp>

namespace talaria {

/// What becomes of a client that does not take what is sent to it, once its queue is full.
enum class SlowClientPolicy {
  close,        ///< its conversation ends, with close code 1008
  drop_oldest,  ///< it misses the messages that have waited the longest
  drop_newest,  ///< it misses the new message
};

/// Options of a ConnectionManager.
struct ConnectionManagerOptions {
  /// Octets of broadcasts that wait for one client, at least one message.
  std::size_t queue = 1024 * 1024;
  SlowClientPolicy slow_client = SlowClientPolicy::close;
};

/// To whom a broadcast goes. The texts are looked at during the call only.
struct BroadcastOptions {
  std::string_view room = {};         ///< only those in it; empty: everybody
  const WebSocket* except = nullptr;  ///< not to this one, on whose loop the call is then
};

/// Knows who is connected and sends to all of them, or to those in a room.
///
/// May be used from any thread, by the handlers of all loops at once: `inline ConnectionManager manager;`, or an object
/// of the app's state. A broadcast leaves the message with each client and waits for none of them, so that a slow one
/// holds nobody up; who leaves in the middle of it just does not get it. What is left for a client keeps its order,
/// also with what its own handler sends afterwards. A client is forgotten when its conversation ends, however that
/// comes about.
class ConnectionManager {
 public:
  ConnectionManager() : ConnectionManager(ConnectionManagerOptions{}) {}
  explicit ConnectionManager(const ConnectionManagerOptions& options);
  ConnectionManager(const ConnectionManager&) = delete;
  ConnectionManager& operator=(const ConnectionManager&) = delete;
  /// Clients that are still there stay connected.
  ~ConnectionManager();

  // On the loop of the WebSocket:
  /// Lets the client in, unless its handler has done so, and counts it among those connected.
  Task<void> connect(WebSocket& socket);
  /// Takes it out again, and out of its rooms; does nothing when it is not there. Its conversation goes on.
  void disconnect(WebSocket& socket);
  /// Puts one that is connected into a room, which is there as long as somebody is in it. Throws std::logic_error when
  /// it is not connected.
  void join(WebSocket& socket, std::string_view room);
  void leave(WebSocket& socket, std::string_view room);
  /// Sends a text to one client: `socket.send_text(text)`, which waits while the client does not read.
  Task<void> send_personal_message(std::string_view text, WebSocket& socket);

  // From any thread:
  /// Sends a text to all, or to those of `options`; returns how many clients it was left for. The text must be UTF-8
  /// (std::invalid_argument otherwise).
  std::size_t broadcast(std::string_view text, const BroadcastOptions& options);
  std::size_t broadcast(std::string_view text) { return broadcast(text, BroadcastOptions{}); }
  /// The same for octets.
  std::size_t broadcast_bytes(std::string_view octets, const BroadcastOptions& options);
  std::size_t broadcast_bytes(std::string_view octets) { return broadcast_bytes(octets, BroadcastOptions{}); }
  /// The same for JSON, as a text. Models convert by themselves.
  std::size_t broadcast_json(const Json& value, const BroadcastOptions& options);
  std::size_t broadcast_json(const Json& value) { return broadcast_json(value, BroadcastOptions{}); }

  /// How many are connected.
  [[nodiscard]] std::size_t size() const;
  /// How many are in a room.
  [[nodiscard]] std::size_t size(std::string_view room) const;

 private:
  struct State;
  Owned<State> state_;
};

}  // namespace talaria
