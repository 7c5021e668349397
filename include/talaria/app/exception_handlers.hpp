// The table of exception handlers: the one place where an exception becomes a response.
#pragma once
#include <exception>
#include <type_traits>
#include <typeinfo>
#include <vector>

#include <talaria/async/blocking.hpp>
#include <talaria/dependency/callable_traits.hpp>
#include <talaria/describe/http_exception.hpp>
#include <talaria/http/request.hpp>
#include <talaria/http/response.hpp>

namespace talaria {

/// What happens to an HTTPException by default, for handlers that only add to it.
Task<Response> http_exception_handler(Request& request, const HTTPException& exception);
/// What happens to a request that does not fit the declarations by default, for handlers that only add to it.
Task<Response> request_validation_exception_handler(Request& request, const RequestValidationError& exception);

/// Handlers by exception type. The handler of the most derived type wins; HTTPException, RequestValidationError and
/// unreadable bodies have default handlers that FastAPI's users know, and what nobody handles is 500.
class ExceptionHandlers {
 public:
  /// Registers `F`, a function of `Request&` and `const E&` that gives a Response, for exceptions of type E and those
  /// derived from it. As everywhere, a plain function runs on the thread pool and a Task on the loop.
  template <auto F>
  void add() {
    using Traits = dependency::CallableTraits<decltype(F)>;
    using Shape = HandlerShape<typename Traits::Arguments>;
    constexpr bool fits =
        Shape::fits &&
        std::is_base_of_v<Response, typename dependency::detail::ResultTraits<typename Traits::Result>::Value>;
    static_assert(fits,
                  "talaria[T110]: an exception handler is written `JSONResponse handler(Request& request, const "
                  "MyError& error)`, or as a Task of it");
    if constexpr (fits) {
      using Exception = typename Shape::Exception;
      add_entry({&typeid(Exception), &call<F, Exception>, &cast<Exception>});
    }
  }

  /// The response of the handler for the exception that `error` holds; rethrows it when there is none.
  Task<Response> respond(Request& request, std::exception_ptr error) const;
  /// The same for an exception that was not thrown.
  Task<Response> respond(Request& request, const RequestValidationError& error) const;
  Task<Response> respond(Request& request, const HTTPException& error) const;

 private:
  using Call = Task<Response> (*)(Request& request, const void* exception);
  /// Gets the address of the exception as the type that the handler takes.
  using Cast = const void* (*)(std::exception_ptr error);
  struct Entry {
    const std::type_info* type;
    Call call;
    Cast cast;
  };

  template <class List>
  struct HandlerShape {
    static constexpr bool fits = false;
  };
  template <class E>
  struct HandlerShape<dependency::TypeList<Request&, const E&>> {
    static constexpr bool fits = true;
    using Exception = E;
  };
  template <class E>
  struct HandlerShape<dependency::TypeList<const Request&, const E&>>
      : HandlerShape<dependency::TypeList<Request&, const E&>> {};

  template <auto F, class E>
  static Task<Response> call(Request& request, const void* exception) {
    const E& error = *static_cast<const E*>(exception);
    using Result = typename dependency::CallableTraits<decltype(F)>::Result;
    if constexpr (dependency::detail::ResultTraits<Result>::execution == describe::Execution::coroutine) {
      Result task = F(request, error);
      Response response = co_await std::move(task);
      co_return response;
    } else {
      auto handler = [&]() -> Response { return F(request, error); };
      Response response = co_await run_blocking(handler);
      co_return response;
    }
  }
  template <class E>
  static const void* cast(std::exception_ptr error) {
    try {
      std::rethrow_exception(std::move(error));
    } catch (const E& exception) {
      return &exception;
    }
  }

  void add_entry(Entry entry);
  [[nodiscard]] const Entry* find(const std::type_info& type) const;

  std::vector<Entry> entries_;
};

}  // namespace talaria
