// h2::Exchange: one request of an HTTP/2 connection and its answer, from head to last frame.
#pragma once
#include "server/h2/session.hpp"
#include "server/transfer_watch.hpp"

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <talaria/async/context.hpp>
#include <talaria/http/request.hpp>
#include <talaria/http/response.hpp>

namespace talaria::server::h2 {

class Connection;

/// Calls the service and gives its answer to the session. Its connection owns it.
class Exchange final : public http::BodySource {
 public:
  Exchange(Connection& connection, Stream& stream) : connection_(connection), stream_(&stream) {}

  /// The head is complete.
  void start();
  /// The stream has news.
  void on_news();
  /// Whether the answer has been written, or nobody is there to take it.
  [[nodiscard]] bool is_answered() const { return !running_ && (stream_->sent || stream_->closed); }
  /// It is answered, and what was written has been handed to the socket: does what comes after.
  void finish();
  /// Looks at the time-outs.
  void sweep(async::TimePoint now);
  /// The server stops: ends a stream whose client comes back for the rest.
  void stop_soon();
  /// Cancels what runs.
  void cancel() { context_.cancel(); }
  /// Whether nothing of it is left to do.
  [[nodiscard]] bool is_over() const;

  Task<std::string_view> next() override;

  // The connection's list.
  Exchange* next_one = nullptr;
  Exchange* previous_one = nullptr;

 private:
  class MoreContent;
  class Taken;

  void call_service();
  void take_result();
  void fail_service(const std::exception_ptr& error);
  void answer_plainly(int status, std::string_view reason);
  void answer();
  Task<void> stream(std::optional<std::size_t> length);
  void end_stream(const std::exception_ptr& error);
  void run_after_send();
  void end_after_send();
  void wake_reader();
  void wake_writer();
  [[nodiscard]] Session& session();

  Connection& connection_;
  Stream* stream_;
  std::unique_ptr<Stream> kept_;  // the stream when the session has released it
  async::Context context_;
  std::optional<Request> request_;
  std::optional<Task<Response>> task_;
  Response* response_ = nullptr;  // in the frame of `task_`, or &own_response_
  std::optional<Response> own_response_;
  std::optional<Task<void>> after_send_;
  std::string target_;     // of the request, where it is not as received
  std::string content_;    // the piece that the handler has
  std::size_t seen_ = 0;   // octets of content that have come
  std::size_t taken_ = 0;  // octets of the answer that have been written
  TransferWatch content_watch_;
  TransferWatch write_watch_;
  std::coroutine_handle<> reader_;
  std::coroutine_handle<> writer_;
  async::CancelCallback on_cancel_;
  h1::ProtocolError failure_;
  bool cancelled_ = false;
  bool continue_is_due_ = false;
  bool running_ = false;    // the service's task, or the stream's
  bool ends_soon_ = false;  // the stream is cancelled because the server stops
  bool finished_ = false;   // the answer is over; what runs after it has been begun
};

}  // namespace talaria::server::h2
