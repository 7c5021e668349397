// Session: HTTP/2 on one connection, without sockets (RFC 9113). Octets of the client go in, frames for it come out;
// requests are given out as Streams. nghttp2 does frames, HPACK, states and windows; the limits are ours.
#pragma once
#include "server/h2/flood_guard.hpp"
#include "server/h2/frame_scanner.hpp"
#include "server/h2/response_fields.hpp"
#include "server/h2/stream.hpp"
#include "server/output_buffer.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/async/loop.hpp>
#include <talaria/server/limits.hpp>

struct nghttp2_session;

namespace talaria::server::h2 {

class Session {
 public:
  explicit Session(const Limits& limits);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();

  /// Takes octets of the client, the preface first, in any slicing.
  void feed(std::string_view octets, async::TimePoint now);
  /// Appends frames to `out` until there are about `enough` octets in it, or nothing is left.
  void take(OutputBuffer& out, std::size_t enough);

  /// The next stream with news: a head that is complete (`taken` is still false), content or its end, room for more
  /// outgoing content, a response that was written, the end. Null when there is none.
  [[nodiscard]] Stream* next_ready();

  // For a stream that was given out:
  /// `100 Continue`.
  void send_continue(Stream& stream);
  /// The head of the response; without content it is the whole response.
  void respond(Stream& stream, std::span<const Field> fields, bool has_content);
  /// More content of the response, when `outgoing` is empty; `last` says that no more follows.
  void give(Stream& stream, std::string_view piece, bool last);
  /// Takes the content that has come. The client may send more in its place only after consume().
  [[nodiscard]] std::string take_content(Stream& stream);
  void consume(Stream& stream, std::size_t size);
  /// Nobody reads the content any more.
  void discard_content(Stream& stream);
  /// Ends the stream with an error.
  void reset(Stream& stream, ErrorCode code);
  /// Whether there is content to send that the client's windows do not let out.
  [[nodiscard]] bool is_stalled(const Stream& stream) const;
  /// The stream is closed and its owner keeps what it needs of it.
  [[nodiscard]] std::unique_ptr<Stream> release(Stream& stream);

  // For the connection:
  /// Says that the server is going to stop; what is on its way is still served (RFC 9113 section 6.8).
  void announce_shutdown();
  /// Says which request was the last one.
  void shut_down();
  /// Ends the connection with an error.
  void fail(ErrorCode code);
  void send_ping();
  /// How many PINGs the client has answered.
  [[nodiscard]] std::size_t pongs() const { return pongs_; }
  /// The connection is gone: every stream is closed.
  void abandon();

  /// Whether there is something to take.
  [[nodiscard]] bool wants_to_send() const;
  /// Whether nothing more is going to happen once everything has been taken.
  [[nodiscard]] bool is_over() const;
  /// Whether the client has sent its preface and SETTINGS.
  [[nodiscard]] bool is_open() const { return settings_received_; }
  /// The stream whose header section has begun and is not complete; 0 for none.
  [[nodiscard]] std::int32_t reads_head() const { return reads_head_ == nullptr ? 0 : reads_head_->id; }
  /// Streams that are not released.
  [[nodiscard]] std::size_t streams() const { return stream_count_; }
  /// Requests so far.
  [[nodiscard]] std::size_t requests() const { return requests_; }

  struct Callbacks;  // what nghttp2 calls

 private:
  void check(const FrameHead& head);
  Stream* begin_stream(std::int32_t id);
  void end_head(Stream& stream, bool is_last);
  void notify(Stream& stream);
  void remember_ended(const Stream& stream);
  [[nodiscard]] bool has_ended(std::int32_t id) const;
  void count_reset();
  void count_control_frame();
  void count_idle_frame();
  void on_sent(Stream& stream);

  const Limits& limits_;
  nghttp2_session* native_ = nullptr;
  OutputBuffer* out_ = nullptr;  // within take()
  std::size_t enough_ = 0;
  async::TimePoint now_{};
  FrameScanner scanner_;
  Stream* streams_ = nullptr;
  std::size_t stream_count_ = 0;
  std::vector<Stream*> ready_;
  std::size_t ready_at_ = 0;
  FloodGuard resets_;
  FloodGuard control_frames_;
  FloodGuard idle_frames_;
  ErrorCode doom_ = ErrorCode::no_error;  // found within a callback, which must not end the session itself
  std::array<std::int32_t, 64> ended_{};
  std::size_t ended_at_ = 0;
  std::int32_t last_id_ = 0;
  std::size_t continuations_ = 0;
  std::size_t requests_ = 0;
  std::size_t pongs_ = 0;
  bool settings_received_ = false;
  Stream* reads_head_ = nullptr;  // whose head section is not complete
  bool failed_ = false;           // nghttp2 cannot go on
};

}  // namespace talaria::server::h2
