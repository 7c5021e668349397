// StreamingResponse: content that is made while it is sent.
#pragma once
#include <concepts>
#include <optional>
#include <string_view>
#include <utility>

#include <talaria/async/stream.hpp>
#include <talaria/base/owned.hpp>
#include <talaria/http/response.hpp>

namespace talaria {

namespace http {

namespace detail {
template <class T>
std::string_view octets_of(const void* value) {
  return *static_cast<const T*>(value);
}
}  // namespace detail

/// What a StreamingResponse sends: the texts or octets that a Stream or a Generator yields, or whatever a BodyStream
/// gives.
class StreamContent {
 public:
  template <std::convertible_to<std::string_view> T>
  StreamContent(talaria::Stream<T> texts) : StreamContent(std::move(texts).release(), false, &detail::octets_of<T>) {}
  template <std::convertible_to<std::string_view> T>
  StreamContent(Generator<T> texts) : StreamContent(std::move(texts).release(), true, &detail::octets_of<T>) {}
  StreamContent(Owned<BodyStream> stream) : stream_(std::move(stream)) {}
  /// A coroutine whose type is forgotten. `octets` gives the text of a value; `may_block` says where it runs.
  StreamContent(async::Yielding source, bool may_block, std::string_view (*octets)(const void* value));
  /// A stream, and what has to run after the last octet was sent or when no more is wanted.
  StreamContent(Owned<BodyStream> stream, Task<void> after_send)
      : stream_(std::move(stream)), after_send_(std::move(after_send)) {}

  /// Hands over to the response.
  void move_to(Response& response);

 private:
  Owned<BodyStream> stream_;
  std::optional<Task<void>> after_send_;
};

}  // namespace http

/// A response whose content comes piece by piece, as fast as the client takes it: `StreamingResponse(numbers(10))`,
/// where `Stream<std::string> numbers(int last)` yields the pieces. As the response class of a handler that yields
/// itself it sends the texts as they are.
///
/// A client that goes away ends the coroutine, see Stream. What it throws cuts the content off: the status has been
/// sent by then. A class derived from it says its media type in `documented_media_type` and inherits the constructors.
class StreamingResponse : public Response {
 public:
  /// Media types of texts get `; charset=utf-8`.
  explicit StreamingResponse(http::StreamContent content, int status = 200, std::string_view type = {},
                             http::Headers fields = {});
};

}  // namespace talaria
