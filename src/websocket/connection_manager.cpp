#include "websocket/outbox.hpp"
#include "websocket/session.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <talaria/base/utf8.hpp>
#include <talaria/websocket/connection_manager.hpp>

namespace talaria {

namespace {

using websocket::Opcode;
using websocket::Outbox;
using websocket::OutboxHolder;
using websocket::Session;
using websocket::SharedFrame;

// One message as the frames that clients get of it: compressed once for each size of the window that was agreed on.
class Broadcast {
 public:
  Broadcast(Opcode opcode, std::string_view content) : opcode_(opcode), content_(content) {}

  const SharedFrame& frame_for(int window_bits) {
    SharedFrame& frame = frames_[window_bits];
    if (frame == nullptr) frame = std::make_shared<const std::string>(make(window_bits));
    return frame;
  }
  [[nodiscard]] std::size_t size() const { return content_.size(); }

 private:
  [[nodiscard]] std::string make(int window_bits) const {
    std::string out;
    if (window_bits == 0) {
      websocket::append_frame(out, opcode_, content_);
    } else {
      websocket::append_frame(out, opcode_, websocket::deflate_message(content_, window_bits), true);
    }
    return out;
  }

  Opcode opcode_;
  std::string_view content_;
  std::map<int, SharedFrame> frames_;
};

// What it takes to know how a client wants its frames, from any thread.
struct Compression {
  int window_bits;  // 0: none
  std::size_t minimum_size;

  [[nodiscard]] int bits_for(std::size_t size) const { return size >= minimum_size ? window_bits : 0; }
};

struct Member {
  std::shared_ptr<Outbox> outbox;
  Compression compression;
  std::set<std::string, std::less<>> rooms = {};
};

// Who is connected. Outlives the manager where a session still has it among its holders.
class Members final : public OutboxHolder {
 public:
  explicit Members(const ConnectionManagerOptions& options) : options_(options) {}

  bool add(std::shared_ptr<Outbox> outbox, Compression compression) {
    const std::lock_guard lock(mutex_);
    Outbox* const key = outbox.get();
    return members_.try_emplace(key, Member{std::move(outbox), compression}).second;
  }
  void forget(Outbox& outbox) override {
    // What is destroyed with the last owner is destroyed without the lock.
    std::shared_ptr<Outbox> last;
    const std::lock_guard lock(mutex_);
    const auto found = members_.find(&outbox);
    if (found == members_.end()) return;
    for (const auto& room : found->second.rooms) remove_from_room(room, outbox);
    last = std::move(found->second.outbox);
    members_.erase(found);
  }
  void join(Outbox& outbox, std::string_view room) {
    const std::lock_guard lock(mutex_);
    const auto found = members_.find(&outbox);
    if (found == members_.end()) throw std::logic_error("who joins a room is connected first");
    if (!found->second.rooms.emplace(room).second) return;
    rooms_.try_emplace(std::string(room)).first->second.insert(&outbox);
  }
  void leave(Outbox& outbox, std::string_view room) {
    const std::lock_guard lock(mutex_);
    const auto found = members_.find(&outbox);
    if (found == members_.end()) return;
    const auto place = found->second.rooms.find(room);
    if (place == found->second.rooms.end()) return;
    remove_from_room(*place, outbox);
    found->second.rooms.erase(place);
  }
  std::size_t send(Broadcast& message, std::string_view room, const Outbox* except) {
    const std::lock_guard lock(mutex_);
    std::size_t count = 0;
    const auto leave_for = [&](const Member& member) {
      if (member.outbox.get() == except) return;
      const SharedFrame& frame = message.frame_for(member.compression.bits_for(message.size()));
      if (member.outbox->push(frame, options_.queue, options_.slow_client)) ++count;
    };
    if (room.empty()) {
      for (const auto& [key, member] : members_) leave_for(member);
    } else if (const auto found = rooms_.find(room); found != rooms_.end()) {
      for (Outbox* const outbox : found->second) leave_for(members_.at(outbox));
    }
    return count;
  }
  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return members_.size();
  }
  std::size_t size(std::string_view room) const {
    const std::lock_guard lock(mutex_);
    const auto found = rooms_.find(room);
    return found == rooms_.end() ? 0 : found->second.size();
  }

 private:
  void remove_from_room(const std::string& room, Outbox& outbox) {
    const auto found = rooms_.find(room);
    found->second.erase(&outbox);
    if (found->second.empty()) rooms_.erase(found);
  }

  const ConnectionManagerOptions options_;
  mutable std::mutex mutex_;
  std::unordered_map<Outbox*, Member> members_;
  std::map<std::string, std::unordered_set<Outbox*>, std::less<>> rooms_;
};

}  // namespace

struct ConnectionManager::State {
  std::shared_ptr<Members> members;

  std::size_t send(Opcode opcode, std::string_view content, const BroadcastOptions& options) const {
    Broadcast message(opcode, content);
    const Outbox* const except =
        options.except != nullptr ? Session::of(*const_cast<WebSocket*>(options.except)).outbox_if_any() : nullptr;
    return members->send(message, options.room, except);
  }
};

ConnectionManager::ConnectionManager(const ConnectionManagerOptions& options)
    : state_(make_owned<State>(State{std::make_shared<Members>(options)})) {}

ConnectionManager::~ConnectionManager() = default;

Task<void> ConnectionManager::connect(WebSocket& socket) {
  Session& session = Session::of(socket);
  // They may outlive this object while the client is being let in.
  const std::shared_ptr<Members> members = state_->members;
  if (!session.accepted()) co_await socket.accept();
  const std::shared_ptr<Outbox>& outbox = session.outbox();
  if (!members->add(outbox, {session.compression_for(WebSocketLimits::unlimited), session.compression_minimum()}))
    co_return;
  // A client that is gone already is nobody's.
  if (!outbox->add_holder(members)) members->forget(*outbox);
}

void ConnectionManager::disconnect(WebSocket& socket) {
  Session& session = Session::of(socket);
  if (session.outbox_if_any() != nullptr) state_->members->forget(*session.outbox_if_any());
}

void ConnectionManager::join(WebSocket& socket, std::string_view room) {
  state_->members->join(*Session::of(socket).outbox(), room);
}

void ConnectionManager::leave(WebSocket& socket, std::string_view room) {
  state_->members->leave(*Session::of(socket).outbox(), room);
}

Task<void> ConnectionManager::send_personal_message(std::string_view text, WebSocket& socket) {
  return socket.send_text(text);
}

std::size_t ConnectionManager::broadcast(std::string_view text, const BroadcastOptions& options) {
  if (!base::is_valid_utf8(text)) throw std::invalid_argument("a text message is UTF-8");
  return state_->send(Opcode::text, text, options);
}

std::size_t ConnectionManager::broadcast_bytes(std::string_view octets, const BroadcastOptions& options) {
  return state_->send(Opcode::binary, octets, options);
}

std::size_t ConnectionManager::broadcast_json(const Json& value, const BroadcastOptions& options) {
  const std::string text = dump_json(value);
  return state_->send(Opcode::text, text, options);
}

std::size_t ConnectionManager::size() const {
  return state_->members->size();
}

std::size_t ConnectionManager::size(std::string_view room) const {
  return state_->members->size(room);
}

}  // namespace talaria
