#include "server/h2/session.hpp"

#include "server/h2/session_callbacks.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <new>
#include <nghttp2/nghttp2.h>
#include <utility>

namespace talaria::server::h2 {

namespace {

constexpr std::int32_t whole_connection = 0;

struct FreeOption {
  void operator()(nghttp2_option* option) const { nghttp2_option_del(option); }
};

// nghttp2 fails where we go on only when there is no memory, or when we break its rules.
void ensure(int result) {
  if (result == NGHTTP2_ERR_NOMEM) throw std::bad_alloc();
}

std::uint32_t as_setting(std::size_t value) {
  return static_cast<std::uint32_t>(std::min<std::size_t>(value, std::numeric_limits<std::int32_t>::max()));
}

std::uint8_t* octets(std::string_view text) {
  return const_cast<std::uint8_t*>(reinterpret_cast<const std::uint8_t*>(text.data()));
}

nghttp2_session* make_native(Session& session) {
  nghttp2_option* made = nullptr;
  ensure(nghttp2_option_new(&made));
  const std::unique_ptr<nghttp2_option, FreeOption> option(made);
  nghttp2_option_set_no_auto_window_update(made, 1);
  nghttp2_option_set_no_closed_streams(made, 1);
  // Counted here, so that there is one limit and not two. And nghttp2 counts pieces of frames, not frames.
  nghttp2_option_set_max_continuations(made, std::numeric_limits<std::size_t>::max());
  constexpr std::uint64_t never = std::numeric_limits<std::uint32_t>::max();
  nghttp2_option_set_stream_reset_rate_limit(made, never, never);
  nghttp2_session* native = nullptr;
  ensure(nghttp2_session_server_new2(&native, session_callbacks(), &session, made));
  return native;
}

}  // namespace

Session::Session(const Limits& limits) : limits_(limits), native_(make_native(*this)) {
  const Http2Limits& own = limits.http2;
  const std::array<nghttp2_settings_entry, 4> settings{{
      {NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, as_setting(own.concurrent_streams)},
      {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, as_setting(own.stream_window)},
      {NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, as_setting(own.header_list)},
      // The priorities of RFC 7540 are deprecated, and their tree is one more thing that a client can make us work on.
      {NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES, 1},
  }};
  ensure(nghttp2_submit_settings(native_, NGHTTP2_FLAG_NONE, settings.data(), settings.size()));
  ensure(nghttp2_session_set_local_window_size(native_, NGHTTP2_FLAG_NONE, whole_connection,
                                               static_cast<std::int32_t>(as_setting(own.connection_window))));
}

Session::~Session() {
  nghttp2_session_del(native_);
  while (streams_ != nullptr) {
    Stream* const stream = streams_;
    streams_ = stream->next;
    delete stream;
  }
}

void Session::feed(std::string_view octets, async::TimePoint now) {
  now_ = now;
  while (!octets.empty() && !failed_ && doom_ == ErrorCode::no_error) {
    // Frame by frame, so that a frame that must not be is the last one.
    const FrameScanner::Piece piece = scanner_.next(octets);
    if (piece.head) check(*piece.head);
    if (doom_ != ErrorCode::no_error) break;
    const auto taken =
        nghttp2_session_mem_recv(native_, reinterpret_cast<const std::uint8_t*>(octets.data()), piece.size);
    octets.remove_prefix(piece.size);
    if (taken == NGHTTP2_ERR_BAD_CLIENT_MAGIC) {
      doom_ = ErrorCode::protocol_error;
    } else if (taken < 0) {
      failed_ = true;
    }
  }
  if (doom_ != ErrorCode::no_error) fail(doom_);
}

// What nghttp2 does not see to.
void Session::check(const FrameHead& head) {
  switch (head.type) {
    case FrameHead::data:
    case FrameHead::headers:
      continuations_ = 0;
      if (head.has(FrameHead::padded_flag) && head.length == 0) doom_ = ErrorCode::frame_size_error;
      if (head.type == FrameHead::data && head.length == 0 && !head.has(FrameHead::end_stream_flag)) count_idle_frame();
      // RFC 9113 section 5.1: nothing may come on a stream that the client has ended. nghttp2 forgets closed streams.
      if (head.stream > 0 && head.stream <= last_id_ && has_ended(head.stream)) doom_ = ErrorCode::stream_closed;
      break;
    case FrameHead::priority:
      // nghttp2 does not look at priorities when those of RFC 7540 are off.
      if (head.stream == 0) doom_ = ErrorCode::protocol_error;
      count_idle_frame();
      break;
    case FrameHead::settings:
    case FrameHead::ping:
      if (!head.has(FrameHead::ack_flag)) count_control_frame();
      break;
    case FrameHead::continuation:
      if (++continuations_ > limits_.http2.continuations) doom_ = ErrorCode::enhance_your_calm;
      break;
    default:
      break;
  }
}

void Session::take(OutputBuffer& out, std::size_t enough) {
  if (failed_) return;
  out_ = &out;
  enough_ = enough;
  if (nghttp2_session_send(native_) != 0) failed_ = true;
  out_ = nullptr;
  if (doom_ != ErrorCode::no_error) fail(doom_);
}

Stream* Session::next_ready() {
  while (ready_at_ < ready_.size()) {
    Stream* const stream = ready_[ready_at_++];
    if (stream == nullptr) continue;
    stream->is_ready = false;
    return stream;
  }
  ready_.clear();
  ready_at_ = 0;
  return nullptr;
}

void Session::notify(Stream& stream) {
  if (stream.is_ready || !stream.head_ended) return;
  stream.is_ready = true;
  ready_.push_back(&stream);
}

Stream* Session::begin_stream(std::int32_t id) {
  // A client may take requests back faster than their handlers end.
  if (stream_count_ >= limits_.http2.concurrent_streams) {
    ensure(nghttp2_submit_rst_stream(native_, NGHTTP2_FLAG_NONE, id, NGHTTP2_REFUSED_STREAM));
    return nullptr;
  }
  auto* const stream = new Stream(id, limits_);
  stream->next = streams_;
  if (streams_ != nullptr) streams_->previous = stream;
  streams_ = stream;
  ++stream_count_;
  last_id_ = id;
  reads_head_ = stream;
  return stream;
}

void Session::end_head(Stream& stream, bool is_last) {
  reads_head_ = nullptr;
  ++requests_;
  stream.head_ended = true;
  stream.incoming_ended = is_last;
  stream.head.finish(!is_last);
  if (!stream.head.has_priority()) {
    // Nothing was said about an order, so all get their turn; the default of RFC 9218 is one after the other.
    const nghttp2_extpri in_turn{NGHTTP2_EXTPRI_DEFAULT_URGENCY, 1};
    ensure(nghttp2_session_change_extpri_stream_priority(native_, stream.id, &in_turn, 0));
  }
  notify(stream);
}

// Remembers a stream on which the client must not send any more. On others that are closed it may not have heard so.
void Session::remember_ended(const Stream& stream) {
  ended_[ended_at_] = stream.id;
  ended_at_ = (ended_at_ + 1) % ended_.size();
}

bool Session::has_ended(std::int32_t id) const {
  return std::find(ended_.begin(), ended_.end(), id) != ended_.end();
}

std::unique_ptr<Stream> Session::release(Stream& stream) {
  if (reads_head_ == &stream) reads_head_ = nullptr;
  if (stream.is_ready) std::replace(ready_.begin(), ready_.end(), &stream, static_cast<Stream*>(nullptr));
  stream.is_ready = false;
  (stream.previous != nullptr ? stream.previous->next : streams_) = stream.next;
  if (stream.next != nullptr) stream.next->previous = stream.previous;
  stream.next = stream.previous = nullptr;
  --stream_count_;
  return std::unique_ptr<Stream>(&stream);
}

void Session::send_continue(Stream& stream) {
  if (stream.closed) return;
  const nghttp2_nv status{octets(":status"), octets("100"), 7, 3, NGHTTP2_NV_FLAG_NONE};
  ensure(nghttp2_submit_headers(native_, NGHTTP2_FLAG_NONE, stream.id, nullptr, &status, 1, nullptr));
}

void Session::respond(Stream& stream, std::span<const Field> fields, bool has_content) {
  if (stream.closed) return;
  std::vector<nghttp2_nv> list;
  list.reserve(fields.size());
  for (const auto& [name, value] : fields) {
    // What an attacker must not guess by the size of what is compressed (RFC 7541 section 7.1.3).
    const bool is_secret = name == "set-cookie";
    list.push_back({octets(name), octets(value), name.size(), value.size(),
                    static_cast<std::uint8_t>(is_secret ? NGHTTP2_NV_FLAG_NO_INDEX : NGHTTP2_NV_FLAG_NONE)});
  }
  nghttp2_data_provider content{};
  content.source.ptr = &stream;
  content.read_callback = content_callback();
  ensure(nghttp2_submit_response(native_, stream.id, list.data(), list.size(), has_content ? &content : nullptr));
}

void Session::give(Stream& stream, std::string_view piece, bool last) {
  stream.outgoing = piece;
  stream.outgoing_ended = last;
  if (!stream.closed && std::exchange(stream.deferred, false)) nghttp2_session_resume_data(native_, stream.id);
}

std::string Session::take_content(Stream& stream) {
  return std::exchange(stream.incoming, std::string());
}

void Session::consume(Stream& stream, std::size_t size) {
  stream.unconsumed -= size;
  if (size == 0 || failed_) return;
  if (stream.closed) {
    ensure(nghttp2_session_consume_connection(native_, size));
  } else {
    ensure(nghttp2_session_consume(native_, stream.id, size));
  }
}

void Session::discard_content(Stream& stream) {
  stream.discards = true;
  stream.incoming = std::string();
  consume(stream, stream.unconsumed);
}

void Session::reset(Stream& stream, ErrorCode code) {
  stream.outgoing = {};
  if (stream.closed || failed_) return;
  ensure(nghttp2_submit_rst_stream(native_, NGHTTP2_FLAG_NONE, stream.id, static_cast<std::uint32_t>(code)));
}

bool Session::is_stalled(const Stream& stream) const {
  if (stream.closed || failed_ || stream.outgoing.empty()) return false;
  return nghttp2_session_get_stream_remote_window_size(native_, stream.id) <= 0 ||
         nghttp2_session_get_remote_window_size(native_) <= 0;
}

void Session::announce_shutdown() {
  if (!failed_) ensure(nghttp2_submit_shutdown_notice(native_));
}

void Session::shut_down() {
  if (failed_) return;
  ensure(nghttp2_submit_goaway(native_, NGHTTP2_FLAG_NONE, nghttp2_session_get_last_proc_stream_id(native_),
                               NGHTTP2_NO_ERROR, nullptr, 0));
}

void Session::fail(ErrorCode code) {
  if (!failed_) ensure(nghttp2_session_terminate_session(native_, static_cast<std::uint32_t>(code)));
}

void Session::send_ping() {
  if (!failed_) ensure(nghttp2_submit_ping(native_, NGHTTP2_FLAG_NONE, nullptr));
}

void Session::abandon() {
  failed_ = true;
  for (Stream* stream = streams_; stream != nullptr;) {
    Stream* const following = stream->next;
    stream->closed = true;
    if (stream->head_ended) {
      notify(*stream);
    } else {
      release(*stream).reset();
    }
    stream = following;
  }
}

bool Session::wants_to_send() const {
  return !failed_ && nghttp2_session_want_write(native_) != 0;
}

bool Session::is_over() const {
  return failed_ || (nghttp2_session_want_read(native_) == 0 && nghttp2_session_want_write(native_) == 0);
}

void Session::count_reset() {
  if (resets_.exceeds(limits_.http2.resets, limits_.http2.flood_time, now_)) doom_ = ErrorCode::enhance_your_calm;
}

void Session::count_control_frame() {
  if (control_frames_.exceeds(limits_.http2.control_frames, limits_.http2.flood_time, now_)) {
    doom_ = ErrorCode::enhance_your_calm;
  }
}

void Session::count_idle_frame() {
  if (idle_frames_.exceeds(limits_.http2.idle_frames, limits_.http2.flood_time, now_)) {
    doom_ = ErrorCode::enhance_your_calm;
  }
}

// The response has been written in full. What is left of the request is of no use (RFC 9113 section 8.1).
void Session::on_sent(Stream& stream) {
  stream.sent = true;
  if (!stream.incoming_ended) reset(stream, ErrorCode::no_error);
  notify(stream);
}

}  // namespace talaria::server::h2
