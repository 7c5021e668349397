// response_class<C>: what becomes of a handler's value: JSON, or the text of another kind of response.
#pragma once
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <talaria/describe/event_source_response.hpp>
#include <talaria/describe/json_response.hpp>

namespace talaria {

namespace describe {

/// A class of responses as constant data. Exactly one of the three functions is set, but for JSONResponse itself, whose
/// content is written without a Json in between.
struct ResponseClassInfo {
  std::string_view media_type;  ///< in the document; empty: it says nothing about the content
  int status_code = 200;        ///< where the route says none
  bool is_json = false;
  bool is_event_stream = false;  ///< what is streamed are events
  /// Makes the response of a text (HTMLResponse, RedirectResponse, …).
  Response (*make_of_text)(std::string text, int status_code) = nullptr;
  /// Makes the response of JSON (a class that is made of `const Json&`).
  Response (*make_of_json)(const Json& content, int status_code) = nullptr;
  /// Makes the response of what is streamed (StreamingResponse, EventSourceResponse, …).
  Response (*make_of_stream)(http::StreamContent content, int status_code) = nullptr;
};

template <class C>
constexpr ResponseClassInfo describe_response_class() {
  constexpr bool of_json = std::is_base_of_v<Response, C> && !std::is_base_of_v<StreamingResponse, C> &&
                           std::is_constructible_v<C, const Json&, int>;
  constexpr bool of_text = std::is_base_of_v<Response, C> && !std::is_base_of_v<StreamingResponse, C> &&
                           std::is_constructible_v<C, std::string, int>;
  constexpr bool of_stream =
      std::is_base_of_v<StreamingResponse, C> && std::is_constructible_v<C, http::StreamContent, int>;
  static_assert(
      of_json || of_text || of_stream,
      "talaria[T115]: a response class is derived from JSONResponse or Response and made of `(const Json& content, int "
      "status_code)`, derived from StreamingResponse and made of `(http::StreamContent content, int "
      "status_code)`, or derived from Response and made of `(std::string text, int status_code)`");
  ResponseClassInfo info;
  if constexpr (requires { C::documented_media_type; }) info.media_type = C::documented_media_type;
  if constexpr (requires { C::default_status_code; }) info.status_code = C::default_status_code;
  info.is_json = std::is_base_of_v<JSONResponse, C>;
  info.is_event_stream = std::is_base_of_v<EventSourceResponse, C>;
  if constexpr (of_stream) {
    info.make_of_stream = [](http::StreamContent content, int status_code) -> Response {
      return C(std::move(content), status_code);
    };
  } else if constexpr (of_json && !std::is_same_v<C, JSONResponse>) {
    info.make_of_json = [](const Json& content, int status_code) -> Response { return C(content, status_code); };
  } else if constexpr (of_text && !of_json) {
    info.make_of_text = [](std::string text, int status_code) -> Response { return C(std::move(text), status_code); };
  }
  return info;
}

template <class C>
inline constexpr ResponseClassInfo response_class_info = describe_response_class<C>();

}  // namespace describe

/// A class of responses for the options of a route, a router or an app: `{.response_class =
/// response_class<HTMLResponse>}`. The handler returns the content, and the document says the media type.
template <class C>
inline constexpr const describe::ResponseClassInfo* response_class = &describe::response_class_info<C>;

}  // namespace talaria
