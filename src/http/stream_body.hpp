// StreamBody: the values of a coroutine as the content of a response.
#pragma once
#include "async/pull.hpp"

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <talaria/async/context.hpp>
#include <talaria/http/streaming_response.hpp>

namespace talaria::http {

/// How the values of a coroutine become octets.
struct StreamEncoding {
  /// The octets of a value as they are; null where they have to be written.
  std::string_view (*octets)(const void* value) = nullptr;
  /// Appends a value.
  void (*write)(const void* argument, const void* value, std::string& out) = nullptr;
  const void* argument = nullptr;
  /// Sent when no value came for so long.
  std::string_view keep_alive = {};
  std::optional<async::Duration> keep_alive_after = {};
  bool resumable = false;  // see BodyStream
};

/// Thrown by what runs after the sending, when the coroutine has failed before: whoever read the stream has told.
class StreamFailure : public Cancelled {
 public:
  explicit StreamFailure(std::exception_ptr error) : error_(std::move(error)) {}
  [[nodiscard]] const std::exception_ptr& error() const { return error_; }

 private:
  std::exception_ptr error_;
};

/// Values that are there at once are sent together. Between the pieces the loop gets its turn.
class StreamBody final : public BodyStream {
 public:
  StreamBody(async::Yielding source, async::Runs runs, StreamEncoding encoding);

  Task<std::string_view> next() override;
  [[nodiscard]] bool resumable() const override { return encoding_.resumable; }

  /// Closes the coroutine, which nobody wants anything from any more. Throws Cancelled when it was not at its end.
  [[nodiscard]] Task<void> end() const;

 private:
  struct State;
  static Task<void> close(std::shared_ptr<State> state);
  bool take_value();

  std::shared_ptr<State> state_;
  StreamEncoding encoding_;
  std::string buffer_;
  std::string_view large_;       // a value that is sent from where it is
  async::TimePoint turn_began_;  // when the loop last had its turn
};

/// The content of a response that these values are.
[[nodiscard]] StreamContent make_stream_content(async::Yielding source, bool may_block, StreamEncoding encoding);

}  // namespace talaria::http
