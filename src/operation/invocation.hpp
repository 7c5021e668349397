// Invocation: everything that one request needs while its operation runs, in one piece of recycled memory.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include <talaria/http/background.hpp>
#include <talaria/operation/operation.hpp>
#include <talaria/params/bind.hpp>

namespace talaria::operation {

/// What has become of one node of the plan.
struct NodeState {
  void* result = nullptr;  ///< address of its value
  bool failed = false;     ///< it, or what it depends on, could not be bound
  model::Errors errors;
  async::AnyTask task;
  describe::AnyResource resource;
};

/// Dependencies that need only the head, the body, the other dependencies, the handler: goes on with advance() as far
/// as nothing has to be waited for. So a request of which no part waits needs no coroutine but its handler's own.
class Invocation {
 public:
  struct Release {
    void operator()(Invocation* invocation) const noexcept;
  };
  using Pointer = std::unique_ptr<Invocation, Release>;

  /// Operation and request must outlive it.
  static Pointer make(const Operation& operation, Request& request, const routing::Captures& captures);

  Invocation(const Invocation&) = delete;
  Invocation& operator=(const Invocation&) = delete;

  /// Gives the conversation that WebSocket& parameters are; borrowed.
  void set_websocket(WebSocket& socket) { websocket_ = &socket; }

  /// Starts, or goes on when what waiting() says has ended. Throws what dependencies, handler or body threw.
  void advance(async::Context* context);
  /// What has to be awaited, with Rejoin, before advance() is called again; null when it is at its end.
  [[nodiscard]] async::detail::PromiseBase* waiting() const { return waiting_; }
  /// Whether the handler has ended; at the end, false means that something did not fit, or that there
  /// is a failure().
  [[nodiscard]] bool has_result() const { return stage_ == Stage::answered; }
  /// The declared error that a dependency or the handler gave instead of a value; nothing follows it then.
  [[nodiscard]] const describe::Failure& failure() const { return failure_; }
  /// What the handler gave.
  [[nodiscard]] void* result() const { return nodes_[handler_].result; }

  /// Closes the open resources of that scope, the last opened first, throwing `error` into them. Returns the error
  /// that is left: the same, another one that a resource threw instead, or none when a resource swallowed it.
  Task<std::exception_ptr> close(describe::Scope scope, std::exception_ptr error);
  [[nodiscard]] bool has_open(describe::Scope scope) const;

  /// The response that handlers and dependencies took to change it; null when none did.
  [[nodiscard]] const Response* injected() const { return injected_ ? &*injected_ : nullptr; }
  /// The tasks that handlers and dependencies took to add to; null when none did.
  [[nodiscard]] Owned<BackgroundTasks> take_background() { return std::move(background_); }
  /// All errors of what did not fit, in FastAPI's order.
  [[nodiscard]] model::Errors take_errors();
  /// The body as exception handlers see it; it is parsed for them even where the fast path failed on it.
  [[nodiscard]] Json received_body();

 private:
  enum class Stage : std::uint8_t { head, reading, body, handler, answered, unfit, declined };

  struct Value {
    void* object;
    void (*destroy)(void*) noexcept;
  };

  // A plain function's call, while a thread of the pool is at it.
  struct BlockingCall {
    const PlanNode* node = nullptr;
    void** arguments = nullptr;
    void* result = nullptr;
    static void run(void* self);
  };

  Invocation(const Operation& operation, Request& request, const routing::Captures& captures, std::size_t size);
  ~Invocation();

  // invocation.cpp: the values of the nodes
  void* construct(const PlanArgument& argument);
  bool bind_value(const PlanArgument& argument, void* value, model::Errors& errors);
  bool bind(std::size_t index);
  bool bind_whole_body();
  void** arguments_of(const PlanNode& node) { return reinterpret_cast<void**>(frame_ + node.arguments_offset); }
  void keep(void* object, void (*destroy)(void*) noexcept) { values_[value_count_++] = {object, destroy}; }
  Response& inject_response();

  // advance.cpp: what comes after what
  bool call_nodes(bool with_body);
  bool read_body();
  void end_reading();
  void take_body();
  bool call_handler();
  bool begin_call(std::size_t index);
  void end_call(std::size_t index);
  void call_now(std::size_t index);
  void keep_result(std::size_t index, void* result);
  void end_wait();

  const Plan& plan_;
  const describe::OperationInfo& info_;
  Request& request_;
  const std::string_view* captures_;
  std::size_t size_;     // of the whole memory block
  std::size_t handler_;  // index of its node
  std::byte* frame_;     // laid out by the plan
  NodeState* nodes_;
  Value* values_;  // what has to be destroyed
  std::size_t value_count_ = 0;
  std::size_t next_ = 0;  // the node to look at
  async::Context* context_ = nullptr;
  async::detail::PromiseBase* waiting_ = nullptr;
  async::AnyTask pending_;  // what reads the body, or calls a plain function
  BlockingCall blocking_;
  void* whole_body_ = nullptr;
  WebSocket* websocket_ = nullptr;
  const http::FormData* form_ = nullptr;
  std::optional<params::JsonBody> body_;
  std::optional<Response> injected_;
  Owned<BackgroundTasks> background_;
  describe::Failure failure_;
  Stage stage_ = Stage::head;
  bool valid_ = true;  // every node could be bound so far
};

/// Runs an invocation to its end.
Task<void> run(Invocation& invocation);

}  // namespace talaria::operation
