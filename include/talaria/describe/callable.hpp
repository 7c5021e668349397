// CallableInfo: a handler or a dependency as constant data. The binder, the engine and the OpenAPI writer read it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <talaria/async/task.hpp>
#include <talaria/describe/resource.hpp>
#include <talaria/http/response.hpp>
#include <talaria/model/type_info.hpp>

namespace talaria::describe {

struct CallableInfo;
struct ErrorInfo;
struct Failure;
class AccessRule;
class SecurityBase;

/// Where the value of a parameter comes from.
enum class Location : std::uint8_t {
  path,
  query,
  header,
  cookie,
  body,
  dependency,  ///< the result of another callable
  request,     ///< the Request itself
  response,    ///< the response to come, for what is to be set on it
  background,  ///< the tasks for after the response
  websocket,   ///< the WebSocket of a conversation
  state,       ///< an object of the application's state
  scopes,      ///< the SecurityScopes of the dependency
};

/// How a body parameter is sent. Mixed, the later one counts for all of them.
enum class BodyKind : std::uint8_t {
  json,   ///< a JSON text, or whatever the content type says
  form,   ///< fields of a form
  file,   ///< files of a form, and fields beside them
  lines,  ///< JSON Lines, which the handler reads itself: nothing is bound, the value is the request
};

/// How long a yielding dependency lives (FastAPI's `scope`).
enum class Scope : std::uint8_t {
  request,   ///< its clean-up runs after the response was sent
  function,  ///< its clean-up runs before the response is sent
};

/// One parameter of a handler or a dependency.
struct ParameterInfo {
  Location location = Location::request;
  /// The name as declared; on the wire it may be another, see wire_name() in params.
  std::string_view name = {};
  /// path to body: what the value is and what must hold of it. websocket: what is received, null where nothing is known
  /// of it; `sends` then is what is sent.
  const model::TypeInfo* type = nullptr;
  const model::Facts* facts = &model::no_facts;
  const model::TypeInfo* sends = nullptr;
  /// How the value is kept until the call, where more is kept than itself; null: as its type says.
  const model::ValueOps* storage = nullptr;
  /// body: where, beside a value that is kept, to say what was sent of it; null for what nobody asks.
  model::FieldsSet* (*fields_set)(void* value) = nullptr;
  BodyKind body_kind = BodyKind::json;  ///< body: how it is sent
  /// query, header, cookie, form: the fields of `type` are the parameters.
  bool is_model = false;
  /// dependency: what to call, whether its result is shared within the request, when it is cleaned up.
  const CallableInfo* dependency = nullptr;
  bool use_cache = true;
  Scope scope = Scope::request;
  /// dependency: the scopes of OAuth 2.0 that are asked for here, with blanks between.
  std::string_view oauth_scopes = {};
  /// state: the address that stands for the type, see StateKey.
  const void* state_key = nullptr;
  std::string_view state_type = {};

  /// How the value is kept until the call.
  [[nodiscard]] const model::ValueOps& value_ops() const { return storage != nullptr ? *storage : type->ops; }
};

/// What a callable gives back.
enum class ResultKind : std::uint8_t {
  nothing,   ///< void
  value,     ///< a value with a description: written as JSON
  response,  ///< a Response or a class derived from it
  stream,    ///< a Stream or a Generator: its values are sent one by one
  opaque,    ///< anything else; fine for a dependency, not for a handler
};

/// How a callable runs.
enum class Execution : std::uint8_t {
  coroutine,  ///< Task<T>: on the loop
  resource,   ///< Resource<T>: on the loop, with a second half after its one yield
  blocking,   ///< a plain function: it may block, so it runs on the thread pool
  immediate,  ///< puts an object together, or makes a coroutine that yields: on the loop
};

/// A Stream or a Generator, and its values.
struct StreamInfo {
  /// Takes the coroutine out of it.
  async::Yielding (*take)(void* stream);
  bool may_block;  ///< a Generator, which runs on the thread pool
  /// The text or the octets of a value; null where values are none.
  std::string_view (*octets)(const void* value) = nullptr;
  /// Appends a value that is an event; null where values are none.
  void (*write_event)(const void* argument, const void* value, std::string& out) = nullptr;
};

/// The result of a callable.
struct ResultInfo {
  ResultKind kind = ResultKind::nothing;
  /// value: its description. stream: that of its values, where they have one.
  const model::TypeInfo* type = nullptr;
  /// stream: how to get at its values.
  const StreamInfo* stream = nullptr;
  /// response: how to get at the Response, whatever class was derived from it. value, stream: set for a ResponseOr, and
  /// gives null when that holds a value.
  Response* (*response)(void* result) = nullptr;
  /// value: how to get at the value where it is not the result itself.
  const void* (*value)(const void* result) = nullptr;
  /// What it can fail with, if it is a Result<T, Errors...>; everything above is about its T then.
  std::span<const ErrorInfo* const> errors = {};
  /// Where the T is, or says in `failure` that there is an error instead; null where there are no errors.
  void* (*unwrap)(void* result, Failure& failure) = nullptr;
  /// Size and destruction of the result, for what runs on the pool.
  std::size_t size = 0;
  std::size_t align = 1;
  void (*destroy)(void* result) noexcept = nullptr;
};

/// A handler or a dependency. One constant per callable; its address identifies it (for the cache and for overrides).
struct CallableInfo {
  std::string_view name;
  Execution execution;
  std::span<const ParameterInfo> parameters;
  ResultInfo result;
  /// The type of the result, to check that an override fits.
  const void* result_key = nullptr;
  /// The security scheme that it is, and the name of that one's class; null for others.
  const SecurityBase* security = nullptr;
  std::string_view security_class = {};
  /// The rule by which it lets some in and others not; null for others.
  const AccessRule* access_rule = nullptr;
  /// One of these, by `execution`. `object` is the callable itself where it is an object; `arguments` holds one
  /// address per parameter, and values are moved out of there.
  async::AnyTask (*start)(const void* object, void** arguments) = nullptr;
  AnyResource (*open)(const void* object, void** arguments) = nullptr;
  void (*call)(const void* object, void** arguments, void* result) = nullptr;
};

}  // namespace talaria::describe
