// ServerSentEvent: one event of a `text/event-stream` (HTML, "Server-sent events").
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <talaria/model/describe.hpp>

namespace talaria {

/// An event that a handler with `response_class<EventSourceResponse>` yields (FastAPI's class of that name):
/// `co_yield ServerSentEvent(item).event("update").id("7");`. Nothing but what is set is sent; a comment alone is fine.
class ServerSentEvent {
 public:
  ServerSentEvent() = default;
  /// An event with `data` as JSON: a model as it is written elsewhere, anything else as Python's `json.dumps` lays it
  /// out. A text gets its quotes: what is sent as it is goes through raw().
  template <class T>
    requires(!std::is_same_v<T, ServerSentEvent> && !std::is_convertible_v<const T&, std::string_view>)
  explicit ServerSentEvent(const T& data)
      : ServerSentEvent(model::type_info<model::detail::Bare<T>>, &model::detail::Unwrapped<const T>::value(data)) {}
  explicit ServerSentEvent(std::string_view text);
  explicit ServerSentEvent(const char* text) : ServerSentEvent(std::string_view(text)) {}

  /// An event with `text` as its data, without quotes; each of its lines is a `data:` field.
  [[nodiscard]] static ServerSentEvent raw(std::string_view text);

  /// The name that `addEventListener` gets in a browser. Throws ValueError for more than one line.
  ServerSentEvent& event(std::string_view name) &;
  ServerSentEvent&& event(std::string_view name) && { return std::move(event(name)); }
  /// What a client that comes back sends as `last-event-id`. Throws ValueError for more than one line, or with a null.
  ServerSentEvent& id(std::string_view id) &;
  ServerSentEvent&& id(std::string_view text) && { return std::move(id(text)); }
  /// How many milliseconds a client that lost the connection waits before it comes back. Throws ValueError for a
  /// negative number.
  ServerSentEvent& retry(std::int64_t milliseconds) &;
  ServerSentEvent&& retry(std::int64_t milliseconds) && { return std::move(retry(milliseconds)); }
  /// Text that clients skip.
  ServerSentEvent& comment(std::string_view text) &;
  ServerSentEvent&& comment(std::string_view text) && { return std::move(comment(text)); }

  /// Appends it as it is sent.
  void write(std::string& out) const;

 private:
  ServerSentEvent(const model::TypeInfo& type, const void* object);

  std::optional<std::string> data_;
  std::optional<std::string> event_;
  std::optional<std::string> id_;
  std::optional<std::string> comment_;
  std::optional<std::int64_t> retry_;
};

namespace describe {

/// Appends an event that has nothing but its data.
void write_event(std::string& out, std::string_view data);

}  // namespace describe

}  // namespace talaria
