// ResponseOr<T>: a handler gives a T, which is validated, filtered and documented, or a Response, which is sent as it
// is.
#pragma once
#include <optional>
#include <type_traits>
#include <utility>

#include <talaria/http/response.hpp>

namespace talaria {

/// `Task<ResponseOr<Item>>`: the document shows Item; a `JSONResponse(content, 201)` that is returned instead is sent
/// as it is. Made from either, so `co_return item;` and `co_return RedirectResponse(url);` both do.
template <class T>
class ResponseOr {
 public:
  using value_type = T;

  template <class U>
    requires(!std::is_same_v<std::remove_cvref_t<U>, ResponseOr> &&
             !std::is_base_of_v<Response, std::remove_cvref_t<U>>)
  ResponseOr(U&& value) : value_(std::in_place, std::forward<U>(value)) {}
  ResponseOr(Response response) : response_(std::move(response)) {}

  /// The response, or nullptr when it is a value.
  [[nodiscard]] Response* response() { return value_ ? nullptr : &response_; }
  /// The value; there only when there is no response.
  [[nodiscard]] const T& value() const { return *value_; }

 private:
  std::optional<T> value_;
  Response response_;
};

}  // namespace talaria
