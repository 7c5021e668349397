// Invocation: everything that one request needs while its operation runs, in one piece of recycled memory.
#pragma once
#include <cstddef>
#include <memory>
#include <optional>

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

class Invocation {
 public:
  struct Release {
    void operator()(Invocation* invocation) const noexcept;
  };
  using Pointer = std::unique_ptr<Invocation, Release>;

  /// Everything borrowed must outlive it.
  static Pointer make(const Plan& plan, Request& request, const routing::Captures& captures);

  Invocation(const Invocation&) = delete;
  Invocation& operator=(const Invocation&) = delete;

  /// Gives the conversation that WebSocket& parameters are; borrowed.
  void set_websocket(WebSocket& socket) { websocket_ = &socket; }

  /// Gives the form that body parameters are bound from; borrowed.
  void set_form(const http::FormData& form) { form_ = &form; }
  [[nodiscard]] const http::FormData* form() const { return form_; }

  /// Binds the arguments of a node; false when the node cannot be called.
  bool bind(std::size_t index, const params::JsonBody* body);
  /// Binds the parameter that takes the whole body straight from the octets; false when that did not work.
  bool bind_whole_body(const params::JsonBody& body);
  /// Calls a dependency whose arguments are bound, and keeps its result.
  Task<void> call(std::size_t index);
  /// The handler's task (for a coroutine), not yet awaited.
  async::AnyTask& start_handler();
  /// Runs a blocking callable on the thread pool.
  Task<void> call_blocking(std::size_t index);

  /// Closes the open resources of that scope, the last opened first, throwing `error` into them. Returns the error
  /// that is left: the same, another one that a resource threw instead, or none when a resource swallowed it.
  Task<std::exception_ptr> close(describe::Scope scope, std::exception_ptr error);
  [[nodiscard]] bool has_open(describe::Scope scope) const;

  /// The response that handlers and dependencies took to change it; null when none did.
  [[nodiscard]] const Response* injected() const { return injected_ ? &*injected_ : nullptr; }
  /// Whether every node could be bound so far.
  [[nodiscard]] bool valid() const { return valid_; }
  /// All errors, in FastAPI's order.
  [[nodiscard]] model::Errors take_errors();
  [[nodiscard]] NodeState& node(std::size_t index) { return nodes_[index]; }
  [[nodiscard]] const Plan& plan() const { return plan_; }

 private:
  struct Value {
    void* object;
    void (*destroy)(void*) noexcept;
  };

  Invocation(const Plan& plan, Request& request, const routing::Captures& captures, std::size_t size);
  ~Invocation();

  void* construct(const PlanArgument& argument);
  bool bind_value(const PlanArgument& argument, const params::JsonBody* body, void* value, model::Errors& errors);
  void** arguments_of(const PlanNode& node) { return reinterpret_cast<void**>(frame_ + node.arguments_offset); }
  void keep(void* object, void (*destroy)(void*) noexcept) { values_[value_count_++] = {object, destroy}; }
  Task<void> open(std::size_t index);
  void call_now(std::size_t index);
  Response& inject_response();

  const Plan& plan_;
  Request& request_;
  const routing::Captures& captures_;
  std::size_t size_;  // of the whole memory block
  std::byte* frame_;  // laid out by the plan
  NodeState* nodes_;
  Value* values_;  // what has to be destroyed
  std::size_t value_count_ = 0;
  void* whole_body_ = nullptr;
  WebSocket* websocket_ = nullptr;
  const http::FormData* form_ = nullptr;
  std::optional<Response> injected_;
  bool valid_ = true;
};

}  // namespace talaria::operation
