// What comes after what in an invocation, and where it may have to wait.
#include "async/root.hpp"
#include "operation/invocation.hpp"

#include <stdexcept>

#include <talaria/async/blocking.hpp>
#include <talaria/async/context.hpp>
#include <talaria/describe/http_exception.hpp>
#include <talaria/http/form_data.hpp>

namespace talaria::operation {

namespace {

// FastAPI answers a form that cannot be read through the exception handlers of HTTPException.
Task<http::FormData*> read_form(const Plan& plan, Request& request) {
  http::FormData* form = nullptr;
  try {
    form = co_await request.form();
  } catch (const http::BodyError& error) {
    throw HTTPException(error.status_code(), error.what());
  }
  for (const std::string& name : plan.loaded_files) co_await form->load(name);
  co_return form;
}

}  // namespace

// The functions here that return a bool say whether they are done; otherwise waiting_ says what has to end first.

void Invocation::advance(async::Context* context) {
  context_ = context;
  if (waiting_ != nullptr) end_wait();
  switch (stage_) {
    case Stage::head:
      if (!call_nodes(false) || stage_ == Stage::declined) return;
      stage_ = plan_.has_body ? Stage::reading : Stage::handler;
      if (plan_.has_body && !read_body()) return;
      [[fallthrough]];
    case Stage::reading:
    case Stage::body:
      if (stage_ == Stage::reading) take_body();
      if (stage_ == Stage::body && !call_nodes(true)) return;
      if (stage_ == Stage::body) stage_ = Stage::handler;
      [[fallthrough]];
    case Stage::handler:
      if (stage_ == Stage::handler && !call_handler()) return;
      break;
    case Stage::answered:
    case Stage::unfit:
    case Stage::declined:
      break;
  }
}

void Invocation::end_wait() {
  waiting_ = nullptr;
  switch (stage_) {
    case Stage::head:
    case Stage::body:
      end_call(next_++);
      break;
    case Stage::reading:
      end_reading();
      break;
    case Stage::handler:
      end_call(handler_);
      if (stage_ == Stage::handler) stage_ = Stage::answered;
      break;
    case Stage::answered:
    case Stage::unfit:
    case Stage::declined:
      break;
  }
}

// The dependencies that need the body, or those that do not.
bool Invocation::call_nodes(bool with_body) {
  for (; next_ < handler_; ++next_) {
    if (plan_.nodes[next_].needs_body != with_body || !bind(next_)) continue;
    if (!begin_call(next_)) return false;
    if (stage_ == Stage::declined) return true;
  }
  next_ = 0;
  return true;
}

bool Invocation::read_body() {
  if (plan_.body_kind != describe::BodyKind::json) {
    pending_ = read_form(plan_, request_).release();
  } else {
    if (request_.body_if_ready()) return true;
    pending_ = request_.body().release();
  }
  waiting_ = pending_.start(context_);
  if (waiting_ != nullptr) return false;
  end_reading();
  return true;
}

void Invocation::end_reading() {
  pending_.rethrow_error();
  if (plan_.body_kind != describe::BodyKind::json) form_ = *static_cast<http::FormData**>(pending_.result());
  pending_ = async::AnyTask{};
}

// The octets are there: into the one parameter that takes them all, or apart for several.
void Invocation::take_body() {
  stage_ = Stage::body;
  if (form_ != nullptr) return;
  body_.emplace(request_.body_if_ready().value_or(std::string_view{}), request_.headers().get("content-type"),
                info_.options.strict_content_type.value_or(true));
  if (plan_.whole_body && bind_whole_body()) return;
  model::Errors malformed;
  if (body_->parse(malformed)) return;
  // FastAPI reports a malformed body alone.
  for (std::size_t i = 0; i <= handler_; ++i) nodes_[i].errors.clear();
  nodes_[handler_].errors = std::move(malformed);
  stage_ = Stage::unfit;
}

bool Invocation::call_handler() {
  if (!bind(handler_) || !valid_) {
    stage_ = Stage::unfit;
    return true;
  }
  if (!begin_call(handler_)) return false;
  if (stage_ == Stage::handler) stage_ = Stage::answered;
  return true;
}

// Calls a node whose arguments are bound, and keeps its result.
bool Invocation::begin_call(std::size_t index) {
  const PlanNode& node = plan_.nodes[index];
  NodeState& state = nodes_[index];
  switch (node.callable->execution) {
    case describe::Execution::coroutine:
      state.task = node.callable->start(node.object, arguments_of(node));
      waiting_ = state.task.start(context_);
      break;
    case describe::Execution::resource:
      state.resource = node.callable->open(node.object, arguments_of(node));
      waiting_ = state.resource.start(context_);
      break;
    case describe::Execution::blocking:
      blocking_ = {&node, arguments_of(node), frame_ + node.result_offset};
      pending_ = async::run_on_pool(&BlockingCall::run, &blocking_).release();
      waiting_ = pending_.start(context_);
      break;
    case describe::Execution::immediate:
      call_now(index);
      return true;
  }
  if (waiting_ != nullptr) return false;
  end_call(index);
  return true;
}

void Invocation::end_call(std::size_t index) {
  const PlanNode& node = plan_.nodes[index];
  NodeState& state = nodes_[index];
  switch (node.callable->execution) {
    case describe::Execution::coroutine:
      state.task.rethrow_error();
      keep_result(index, state.task.result());
      break;
    case describe::Execution::resource:
      state.resource.rethrow_error();
      if (!state.resource.yielded()) {
        throw std::logic_error("dependency '" + std::string(node.callable->name) + "' ended without a co_yield");
      }
      state.result = state.resource.value();
      break;
    case describe::Execution::blocking:
      pending_.rethrow_error();
      pending_ = async::AnyTask{};
      if (node.callable->result.destroy != nullptr) keep(blocking_.result, node.callable->result.destroy);
      keep_result(index, blocking_.result);
      break;
    case describe::Execution::immediate:
      break;
  }
}

void Invocation::call_now(std::size_t index) {
  const PlanNode& node = plan_.nodes[index];
  void* const result = frame_ + node.result_offset;
  node.callable->call(node.object, arguments_of(node), result);
  if (node.callable->result.destroy != nullptr) keep(result, node.callable->result.destroy);
  keep_result(index, result);
}

// A declared error ends the request as an exception would.
void Invocation::keep_result(std::size_t index, void* result) {
  const describe::ResultInfo& info = plan_.nodes[index].callable->result;
  if (info.unwrap != nullptr) result = info.unwrap(result, failure_);
  if (failure_) stage_ = Stage::declined;
  nodes_[index].result = result;
}

void Invocation::BlockingCall::run(void* self) {
  const auto& call = *static_cast<BlockingCall*>(self);
  call.node->callable->call(call.node->object, call.arguments, call.result);
}

Task<void> run(Invocation& invocation) {
  async::Context* const context = co_await async::current_context();
  invocation.advance(context);
  while (async::detail::PromiseBase* const waiting = invocation.waiting()) {
    co_await async::detail::Rejoin{waiting};
    invocation.advance(context);
  }
}

}  // namespace talaria::operation
