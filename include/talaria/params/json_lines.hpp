// JsonLines<T>: a body of many values, one a line, that a handler takes one by one while it comes.
#pragma once
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include <talaria/async/task.hpp>
#include <talaria/base/owned.hpp>
#include <talaria/params/parameters.hpp>

namespace talaria {

namespace params {

/// Cuts the body of a request into lines and validates them: JsonLines without its type.
class LineReader {
 public:
  /// `request` is borrowed. A line longer than `longest` octets is refused.
  LineReader(Request& request, const describe::ParameterInfo& info, std::size_t longest);
  LineReader(LineReader&&) noexcept;
  LineReader& operator=(LineReader&&) noexcept;
  ~LineReader();

  /// The address of the next value, null at the end; see JsonLines::next.
  [[nodiscard]] Task<void*> next();
  [[nodiscard]] std::int64_t line() const;

 private:
  struct State;
  Owned<State> state_;
};

/// Refuses a request whose content type is not that of JSON Lines: HTTPException with 415. Unless `strict`, there need
/// be none.
void require_json_lines(const Request& request, bool strict);

template <class T>
class NextLine {
 public:
  explicit NextLine(Task<void*> task) noexcept : task_(std::move(task)) {}
  bool await_ready() const noexcept { return false; }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> parent) {
    return task_.operator co_await().await_suspend(parent);
  }
  T* await_resume() const { return static_cast<T*>(task_.operator co_await().await_resume()); }

 private:
  Task<void*> task_;
};

}  // namespace params

/// The body as JSON Lines (`application/jsonl`, `application/x-ndjson`): one JSON value a line, each validated as it is
/// taken, so that neither the body nor its values are ever in memory as a whole:
///
/// `while (Item* item = co_await items.next()) ...`
///
/// The handler runs while the body is still coming; a client that sends faster than it takes has to wait. An empty line
/// is skipped. `LongestLine`, in octets, bounds what a line may cost; the route's `max_body_size` counts for the whole.
/// A parameter of coroutines; move it into whatever goes on with it. It is valid until the response has been sent.
template <class T, std::size_t LongestLine = 1024 * 1024>
class JsonLines {
 public:
  using value_type = model::detail::Bare<T>;

  explicit JsonLines(params::LineReader reader) noexcept : reader_(std::move(reader)) {}

  /// The next value, null at the end; it is there until the next call and may be moved from.
  ///
  /// Throws RequestValidationError when the line does not fit, which becomes the 422 that FastAPI's users know, with
  /// the number of the line behind `body` in each `loc`; who catches it may go on with the next line. Throws
  /// http::BodyError when a line or the body is too long (413) or the body cannot be read.
  [[nodiscard]] params::NextLine<value_type> next() { return params::NextLine<value_type>(reader_.next()); }
  /// The number of the line that next() has given or refused, from 1 on.
  [[nodiscard]] std::int64_t line() const { return reader_.line(); }

 private:
  params::LineReader reader_;
};

namespace params {

namespace detail {
template <class T>
constexpr describe::ParameterInfo describe_lines() {
  describe::ParameterInfo info{describe::Location::body};
  info.type = &model::type_info<model::detail::Bare<T>>;
  info.facts = model::detail::described_facts<T>();
  info.body_kind = describe::BodyKind::lines;
  return info;
}
template <class T>
inline constexpr describe::ParameterInfo lines_info = describe_lines<T>();
}  // namespace detail

template <class T, std::size_t LongestLine>
struct Argument<JsonLines<T, LongestLine>> {
  static constexpr describe::ParameterInfo describe() { return detail::lines_info<T>; }
  static JsonLines<T, LongestLine> take(void* request) {
    return JsonLines<T, LongestLine>(LineReader(*static_cast<Request*>(request), detail::lines_info<T>, LongestLine));
  }
};

}  // namespace params

}  // namespace talaria
