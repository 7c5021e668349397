// Exchange: one request and its answer, with all that lives as long as they do.
#pragma once
#include "server/forwarded.hpp"
#include "server/h1/body_decoder.hpp"
#include "server/h1/parser.hpp"
#include "server/receive_buffer.hpp"
#include "server/root_path.hpp"
#include "server/transport.hpp"

#include <coroutine>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <talaria/async/context.hpp>
#include <talaria/http/request.hpp>
#include <talaria/http/response.hpp>
#include <talaria/server/limits.hpp>

namespace talaria::server {

/// What an exchange asks of the connection that it belongs to.
class BodyFeed {
 public:
  /// The handler waits for more content: `100 Continue` is due if the client waits for it, and then reading.
  virtual void want_body() = 0;

 protected:
  ~BodyFeed() = default;
};

/// Owns the octets that the request's views point into. Used again for the next request of the connection; it leaves
/// the connection only when something of the answer, a background task, outlives the sending.
class Exchange final : public http::BodySource {
 public:
  explicit Exchange(const Limits& limits) : parser(limits), decoder(limits), limits_(limits) {}

  ReceiveBuffer buffer;
  h1::HeadParser parser;
  h1::BodyDecoder decoder;
  async::Context context;
  std::optional<Request> request;
  std::optional<Task<Response>> task;
  Response* response = nullptr;  // in the frame of `task`, or &own_response
  std::optional<Response> own_response;
  std::optional<Task<void>> after_send;
  BodyFeed* feed = nullptr;       // null once the connection is gone
  class Worker* owner = nullptr;  // of a detached one
  Exchange* next_detached = nullptr;
  Exchange* previous_detached = nullptr;

  /// The head is complete: decodes the content that is there and makes the request. False when the content is bad.
  bool begin_request(const Transport& transport, const Forwarding& forwarding, const RootPath& root_path);
  /// Drops the request and its answer and what they were read from. Octets behind them stay for the next request.
  void end_request();

  /// Whether the task that runs after the sending has ended.
  [[nodiscard]] bool after_send_ended() const { return after_send->operator co_await().handle.done(); }
  /// Drops that task, which has ended, and reports what it threw.
  void end_after_send();
  /// Whether octets behind this request are there.
  [[nodiscard]] bool has_more() const { return buffer.size() > body_at_; }
  /// Takes the octets behind the request of `other`.
  void take_over(Exchange& other);

  /// Gives out the octets behind the request, which are no further request. Valid as long as the request.
  [[nodiscard]] std::string_view take_rest();

  Task<std::string_view> next() override;

  /// Whether the handler waits for content.
  [[nodiscard]] bool waits_for_body() const { return static_cast<bool>(waiter_); }
  /// Content, or its end or failure, may be there: lets the waiting handler look.
  void wake();
  /// Makes the handler's reading fail with this.
  void fail_body(h1::ProtocolError error) { failure_ = error; }
  /// Whether content could no longer be told from what follows it.
  [[nodiscard]] bool body_failed() const { return static_cast<bool>(decoder.error()) || static_cast<bool>(failure_); }
  /// Makes room for more content. False when there is none. Not while a read is pending.
  bool make_body_space();
  /// Decodes what is there without keeping it; returns how much it was.
  std::size_t skip_body();
  /// Whether octets of the content have come.
  [[nodiscard]] bool body_has_begun() const { return body_at_ > head_size_ || buffer.size() > head_size_; }
  /// Makes the buffer big enough for streaming the content.
  void reserve_body_space();

 private:
  class MoreBody;

  bool decode_more();

  const Limits& limits_;
  std::string target_;         // of the request, where it is not as received
  std::string_view piece_;     // decoded, not yet given out
  std::size_t head_size_ = 0;  // where in the buffer the content begins
  std::size_t body_at_ = 0;    // where the octets begin that were not decoded
  h1::ProtocolError failure_;
  std::coroutine_handle<> waiter_;
  async::CancelCallback on_cancel_;
  bool cancelled_ = false;
};

}  // namespace talaria::server
