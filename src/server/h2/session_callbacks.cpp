#include "server/h2/session_callbacks.hpp"

#include <algorithm>
#include <new>

namespace talaria::server::h2 {

namespace {

constexpr std::size_t frame_head = 9;
// A window that grows by less lets out frames that are mostly head.
constexpr std::int32_t least_increment = 64;

std::string_view view(const std::uint8_t* octets, std::size_t size) {
  return {reinterpret_cast<const char*>(octets), size};
}

std::string_view view(nghttp2_rcbuf* buffer) {
  const nghttp2_vec octets = nghttp2_rcbuf_get_buf(buffer);
  return view(octets.base, octets.len);
}

Stream* stream_of(nghttp2_session* native, std::int32_t id) {
  return static_cast<Stream*>(nghttp2_session_get_stream_user_data(native, id));
}

bool is_request(const nghttp2_frame& frame) {
  return frame.hd.type == NGHTTP2_HEADERS && frame.headers.cat == NGHTTP2_HCAT_REQUEST;
}

bool has_flag(const nghttp2_frame_hd& head, nghttp2_flag flag) {
  return (head.flags & flag) != 0;
}

// Whether a stream that ends so was ended for something that the client did.
bool is_fault_of_client(std::uint32_t code) {
  return code != NGHTTP2_NO_ERROR && code != NGHTTP2_INTERNAL_ERROR && code != NGHTTP2_CANCEL;
}

}  // namespace

struct Session::Callbacks {
  static Session& self(void* user_data) { return *static_cast<Session*>(user_data); }

  // Exceptions must not pass through nghttp2; of ours only that of memory is possible.
  template <class Function>
  static int guarded(Function&& function) noexcept {
    try {
      return function();
    } catch (...) {
      return NGHTTP2_ERR_CALLBACK_FAILURE;
    }
  }

  static int on_begin_headers(nghttp2_session* native, const nghttp2_frame* frame, void* user_data) {
    if (!is_request(*frame)) return 0;
    return guarded([&] {
      const std::int32_t id = frame->hd.stream_id;
      Stream* const stream = self(user_data).begin_stream(id);
      if (stream != nullptr) nghttp2_session_set_stream_user_data(native, id, stream);
      return 0;
    });
  }

  static int on_header(nghttp2_session* native, const nghttp2_frame* frame, nghttp2_rcbuf* name, nghttp2_rcbuf* value,
                       std::uint8_t, void* user_data) {
    Stream* const stream = stream_of(native, frame->hd.stream_id);
    if (stream == nullptr) return 0;
    return guarded([&] {
      if (is_request(*frame)) {
        stream->head.add(view(name), view(value));
        return 0;
      }
      // Trailers are looked at and dropped.
      const Limits& limits = self(user_data).limits_;
      stream->trailer_size += view(name).size() + view(value).size();
      const bool too_large = stream->trailer_size > limits.trailers || ++stream->trailer_fields > limits.trailer_fields;
      if (too_large) self(user_data).reset(*stream, ErrorCode::enhance_your_calm);
      return 0;
    });
  }

  // nghttp2 would drop a field with a wrong value; RFC 9113 section 8.2.1 calls the request malformed.
  static int on_invalid_header(nghttp2_session*, const nghttp2_frame*, nghttp2_rcbuf*, nghttp2_rcbuf*, std::uint8_t,
                               void*) {
    return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
  }

  static int on_frame(nghttp2_session* native, const nghttp2_frame* frame, void* user_data) {
    Session& session = self(user_data);
    return guarded([&] {
      switch (frame->hd.type) {
        case NGHTTP2_HEADERS:
        case NGHTTP2_DATA:
          on_request_frame(session, stream_of(native, frame->hd.stream_id), *frame);
          break;
        case NGHTTP2_RST_STREAM:
          session.count_reset();
          if (Stream* const stream = stream_of(native, frame->hd.stream_id)) stream->client_reset = true;
          break;
        case NGHTTP2_SETTINGS:
          session.settings_received_ = true;
          break;
        case NGHTTP2_PING:
          if (has_flag(frame->hd, NGHTTP2_FLAG_ACK)) ++session.pongs_;
          break;
        case NGHTTP2_WINDOW_UPDATE:
          if (frame->window_update.window_size_increment < least_increment) session.count_idle_frame();
          break;
        default:
          break;
      }
      return 0;
    });
  }

  static void on_request_frame(Session& session, Stream* stream, const nghttp2_frame& frame) {
    const bool is_last = has_flag(frame.hd, NGHTTP2_FLAG_END_STREAM);
    if (stream == nullptr) return;
    if (is_request(frame)) return session.end_head(*stream, is_last);
    if (!is_last) return;
    stream->incoming_ended = true;
    session.notify(*stream);
  }

  static int on_content(nghttp2_session* native, std::uint8_t, std::int32_t id, const std::uint8_t* data,
                        std::size_t size, void* user_data) {
    Session& session = self(user_data);
    return guarded([&] {
      Stream* const stream = stream_of(native, id);
      if (stream != nullptr) stream->received += size;
      if (stream == nullptr || stream->discards) {
        nghttp2_session_consume(native, id, size);
        return 0;
      }
      stream->incoming.append(view(data, size));
      stream->unconsumed += size;
      session.notify(*stream);
      return 0;
    });
  }

  static int on_stream_close(nghttp2_session* native, std::int32_t id, std::uint32_t code, void* user_data) {
    Session& session = self(user_data);
    return guarded([&] {
      Stream* const stream = stream_of(native, id);
      if (stream == nullptr) return 0;
      stream->closed = true;
      stream->close_code = code;
      stream->outgoing = {};
      if (stream->incoming_ended || stream->client_reset) session.remember_ended(*stream);
      if (stream->head_ended) {
        session.notify(*stream);
      } else {
        // Its head was refused, so nobody has heard of it.
        session.release(*stream).reset();
      }
      return 0;
    });
  }

  static int on_frame_sent(nghttp2_session* native, const nghttp2_frame* frame, void* user_data) {
    Session& session = self(user_data);
    return guarded([&] {
      const bool carries_response = frame->hd.type == NGHTTP2_HEADERS || frame->hd.type == NGHTTP2_DATA;
      if (carries_response && has_flag(frame->hd, NGHTTP2_FLAG_END_STREAM)) {
        Stream* const stream = stream_of(native, frame->hd.stream_id);
        if (stream != nullptr) session.on_sent(*stream);
      } else if (frame->hd.type == NGHTTP2_RST_STREAM && is_fault_of_client(frame->rst_stream.error_code)) {
        session.count_reset();
      }
      return 0;
    });
  }

  static ssize_t send(nghttp2_session*, const std::uint8_t* data, std::size_t size, int, void* user_data) {
    Session& session = self(user_data);
    if (session.out_->size() >= session.enough_) return NGHTTP2_ERR_WOULDBLOCK;
    const int result = guarded([&] {
      session.out_->append(view(data, size));
      return 0;
    });
    return result != 0 ? result : static_cast<ssize_t>(size);
  }

  static ssize_t content_size(nghttp2_session*, std::int32_t, std::uint8_t*, std::size_t most, std::uint32_t* flags,
                              nghttp2_data_source* source, void*) {
    Stream& stream = *static_cast<Stream*>(source->ptr);
    const std::size_t size = std::min(stream.outgoing.size(), most);
    if (size == 0 && !stream.outgoing_ended) {
      stream.deferred = true;
      return NGHTTP2_ERR_DEFERRED;
    }
    *flags |= NGHTTP2_DATA_FLAG_NO_COPY;
    if (size == stream.outgoing.size() && stream.outgoing_ended) *flags |= NGHTTP2_DATA_FLAG_EOF;
    return static_cast<ssize_t>(size);
  }

  static int send_content(nghttp2_session*, nghttp2_frame*, const std::uint8_t* head, std::size_t size,
                          nghttp2_data_source* source, void* user_data) {
    Session& session = self(user_data);
    Stream& stream = *static_cast<Stream*>(source->ptr);
    // Reset since the frame was begun.
    if (stream.outgoing.size() < size) return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
    if (session.out_->size() >= session.enough_) return NGHTTP2_ERR_WOULDBLOCK;
    return guarded([&] {
      session.out_->append(view(head, frame_head));
      session.out_->append(stream.outgoing.substr(0, size));
      stream.outgoing.remove_prefix(size);
      stream.written += size;
      if (stream.outgoing.empty() && !stream.outgoing_ended) session.notify(stream);
      return 0;
    });
  }

  static nghttp2_session_callbacks* make() {
    nghttp2_session_callbacks* callbacks = nullptr;
    if (nghttp2_session_callbacks_new(&callbacks) != 0) throw std::bad_alloc();
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, on_begin_headers);
    nghttp2_session_callbacks_set_on_header_callback2(callbacks, on_header);
    nghttp2_session_callbacks_set_on_invalid_header_callback2(callbacks, on_invalid_header);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, on_frame);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, on_content);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, on_stream_close);
    nghttp2_session_callbacks_set_on_frame_send_callback(callbacks, on_frame_sent);
    nghttp2_session_callbacks_set_send_callback(callbacks, send);
    nghttp2_session_callbacks_set_send_data_callback(callbacks, send_content);
    return callbacks;
  }
};

const nghttp2_session_callbacks* session_callbacks() {
  // One for all sessions, which copy it; the process keeps it.
  static const nghttp2_session_callbacks* const callbacks = Session::Callbacks::make();
  return callbacks;
}

nghttp2_data_source_read_callback content_callback() {
  return Session::Callbacks::content_size;
}

}  // namespace talaria::server::h2
