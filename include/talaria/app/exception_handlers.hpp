// The table of exception handlers: the one place where an exception becomes a response.
#pragma once
#include <exception>
#include <optional>
#include <string>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <vector>

#include <talaria/async/blocking.hpp>
#include <talaria/dependency/callable_traits.hpp>
#include <talaria/describe/error_policy.hpp>
#include <talaria/describe/http_exception.hpp>
#include <talaria/http/request.hpp>
#include <talaria/http/response.hpp>
#include <talaria/model/error_catalogue.hpp>

namespace talaria {

/// What happens to an HTTPException by default, for handlers that only add to it: what the app's error_policy says.
Task<Response> http_exception_handler(Request& request, const HTTPException& exception);
/// What happens to a request that does not fit the declarations by default, for handlers that only add to it.
Task<Response> request_validation_exception_handler(Request& request, const RequestValidationError& exception);

/// Handlers by exception type. The handler of the most derived type wins. What nobody handles of HTTPException,
/// RequestValidationError and bodies that cannot be read is answered as the error policy says, and so is everything
/// else, with 500.
class ExceptionHandlers {
 public:
  /// The texts of validation errors are English, or with `languages` what the client asks for.
  explicit ExceptionHandlers(const describe::ErrorPolicy& policy = *error_policy<DefaultErrors>,
                             std::vector<ErrorCatalogue> languages = {}, std::string default_language = "en")
      : policy_(&policy), languages_(std::move(languages)), default_language_(std::move(default_language)) {}

  /// Registers `F`, a function of `Request&` and `const E&` that gives a Response, for exceptions of type E and those
  /// derived from it. As everywhere, a plain function runs on the thread pool and a Task on the loop.
  template <auto F>
  void add() {
    using Traits = dependency::CallableTraits<decltype(F)>;
    using Shape = HandlerShape<typename Traits::Arguments>;
    constexpr bool fits =
        Shape::fits &&
        std::is_base_of_v<Response, typename dependency::detail::ResultTraits<typename Traits::Result>::Returned>;
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
  /// The response to a declared error: of the handler for its type, or else of that for HTTPException.
  Task<Response> respond(Request& request, const describe::Failure& failure) const;
  /// The response to what nobody handles.
  [[nodiscard]] Response server_error(const Request& request) const;

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
  Task<Response> call_entry(const Entry& entry, Request& request, const void* exception) const;
  Task<Response> answer(Request& request, const RequestValidationError& error) const;
  Task<Response> answer_in_language(Request& request, const RequestValidationError& error) const;
  [[nodiscard]] std::optional<Response> default_response(Request& request, const std::exception_ptr& error) const;

  const describe::ErrorPolicy* policy_;
  std::vector<ErrorCatalogue> languages_;
  std::string default_language_;
  std::vector<Entry> entries_;
};

}  // namespace talaria
