#include "app.hpp"

#include <cstdlib>

using namespace talaria;

namespace chat {

namespace {

// [presence]
// Somebody in a room. Its going is announced however the conversation ends.
class Presence {
 public:
  Presence(ConnectionManager& manager, WebSocket& socket, std::string room, std::string name)
      : manager_(manager), socket_(socket), room_(std::move(room)), name_(std::move(name)) {
    manager_.join(socket_, room_);
    announce(true);
  }
  Presence(const Presence&) = delete;
  Presence& operator=(const Presence&) = delete;
  ~Presence() {
    manager_.disconnect(socket_);
    announce(false);
  }

  void say(std::string text) const { tell(Said{{}, name_, std::move(text)}); }

 private:
  void announce(bool is_there) const {
    const int people = static_cast<int>(manager_.size(room_));
    tell(Present{{}, name_, is_there, people});
  }
  void tell(const Heard& heard) const { manager_.broadcast_json(heard, {.room = room_}); }

  ConnectionManager& manager_;
  WebSocket& socket_;
  std::string room_;
  std::string name_;
};

using RoomName = Path<std::string, "room", pattern{"^[a-z0-9-]{1,30}$"}>;
using PersonName = Query<std::string, "name", min_length{1}, max_length{30}>;

Resource<Presence> be_present(WebSocket& socket, State<ConnectionManager> manager, RoomName room, PersonName name) {
  co_await manager->connect(socket);
  Presence presence(*manager, socket, room, name);
  co_yield presence;
}
// [/presence]

// [converse]
Task<void> converse(TypedWebSocket<Say, Heard> socket, Depends<be_present> presence) {
  while (true) {
    Refused refused;
    try {
      const Say say = co_await socket.receive();
      presence->say(say.text);
    } catch (const WebSocketRequestValidationError& error) {
      for (const auto& detail : error.errors()) refused.reasons.push_back(detail.msg);
    }
    if (!refused.reasons.empty()) {
      const Heard heard = std::move(refused);
      co_await socket.send(heard);
    }
  }
}
// [/converse]

std::string static_folder() {
  const char* const given = std::getenv("TALARIA_CHAT_STATIC");
  return given != nullptr ? given : CHAT_STATIC_DIR;
}

}  // namespace

void set_up(App& app) {
  app.state.emplace<ConnectionManager>();
  app.websocket<converse>("/rooms/{room}", {.description = "The talk in a room."});
  app.frontend("/", {.directory = static_folder()});
}

}  // namespace chat
