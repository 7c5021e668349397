#include "operation/invocation.hpp"

#include <algorithm>
#include <stdexcept>

#include <talaria/async/context.hpp>
#include <talaria/describe/wire_name.hpp>
#include <talaria/params/json_lines.hpp>

namespace talaria::operation {

namespace {

constexpr std::size_t alignment = alignof(std::max_align_t);

constexpr std::size_t round_up(std::size_t size) {
  return (size + alignment - 1) / alignment * alignment;
}

}  // namespace

Invocation::Pointer Invocation::make(const Operation& operation, Request& request, const routing::Captures& captures) {
  const Plan& plan = operation.plan;
  const std::size_t size = round_up(sizeof(Invocation)) + round_up(plan.frame_size) +
                           round_up(plan.nodes.size() * sizeof(NodeState)) + plan.value_count * sizeof(Value) +
                           captures.count * sizeof(std::string_view);
  void* memory = async::detail::allocate_frame(size);
  return Pointer(::new (memory) Invocation(operation, request, captures, size));
}

void Invocation::Release::operator()(Invocation* invocation) const noexcept {
  const std::size_t size = invocation->size_;
  invocation->~Invocation();
  async::detail::release_frame(invocation, size);
}

Invocation::Invocation(const Operation& operation, Request& request, const routing::Captures& captures,
                       std::size_t size)
    : plan_(operation.plan), info_(operation.info), request_(request), size_(size) {
  const std::size_t nodes = plan_.nodes.size();
  handler_ = nodes - 1;
  frame_ = reinterpret_cast<std::byte*>(this) + round_up(sizeof(Invocation));
  std::byte* behind = frame_ + round_up(plan_.frame_size);
  nodes_ = reinterpret_cast<NodeState*>(behind);
  std::uninitialized_value_construct_n(nodes_, nodes);
  values_ = reinterpret_cast<Value*>(behind + round_up(nodes * sizeof(NodeState)));
  auto* const texts = reinterpret_cast<std::string_view*>(values_ + plan_.value_count);
  std::uninitialized_copy_n(captures.values.begin(), captures.count, texts);
  captures_ = texts;
}

Invocation::~Invocation() {
  // Frames first: they may still refer to arguments, and to the results of nodes before them.
  for (std::size_t i = plan_.nodes.size(); i-- > 0;) nodes_[i].~NodeState();
  while (value_count_ > 0) {
    const Value& value = values_[--value_count_];
    value.destroy(value.object);
  }
}

void* Invocation::construct(const PlanArgument& argument) {
  void* value = frame_ + argument.offset;
  const auto& ops = argument.info->value_ops();
  ops.construct(value);
  keep(value, ops.destroy);
  return value;
}

bool Invocation::bind_value(const PlanArgument& argument, void* value, model::Errors& errors) {
  switch (argument.info->location) {
    case describe::Location::path:
      return params::bind_path(argument.bound, captures_[argument.capture], value, errors);
    case describe::Location::body:
      if (form_ != nullptr) return params::bind_form(argument.bound, *form_, value, errors);
      return params::bind_body(argument.bound, *body_, plan_.embed_body, value, errors);
    default:
      return params::bind_head(argument.bound, request_, value, errors);
  }
}

// Binds the arguments of a node; false when the node cannot be called.
bool Invocation::bind(std::size_t index) {
  const PlanNode& node = plan_.nodes[index];
  NodeState& state = nodes_[index];
  void** arguments = arguments_of(node);
  for (const auto i : node.binding_order) {
    const PlanArgument& argument = node.arguments[i];
    switch (argument.info->location) {
      case describe::Location::dependency:
        arguments[i] = nodes_[argument.node].result;
        state.failed = state.failed || nodes_[argument.node].failed;
        break;
      case describe::Location::request:
        arguments[i] = &request_;
        break;
      case describe::Location::response:
        arguments[i] = &inject_response();
        break;
      case describe::Location::background:
        if (background_ == nullptr) background_ = make_owned<BackgroundTasks>();
        arguments[i] = background_.get();
        break;
      case describe::Location::websocket:
        arguments[i] = websocket_;
        break;
      case describe::Location::scopes:
        arguments[i] = const_cast<SecurityScopes*>(&argument.scopes);  // taken as const, or copied
        break;
      case describe::Location::state:
        arguments[i] = argument.state;
        break;
      default:
        if (whole_body_ != nullptr && argument.info->location == describe::Location::body) {
          arguments[i] = whole_body_;
          break;
        }
        if (argument.info->body_kind == describe::BodyKind::lines) {
          params::require_json_lines(request_, info_.options.strict_content_type.value_or(true));
          arguments[i] = &request_;
          break;
        }
        arguments[i] = construct(argument);
        if (!bind_value(argument, arguments[i], state.errors)) state.failed = true;
    }
  }
  valid_ = valid_ && !state.failed;
  return !state.failed;
}

// Binds the parameter that takes the whole body straight from the octets; false when that did not work.
bool Invocation::bind_whole_body() {
  const auto& [node, index] = *plan_.whole_body;
  const PlanArgument& argument = plan_.nodes[node].arguments[index];
  void* value = frame_ + argument.offset;
  const auto& ops = argument.info->value_ops();
  ops.construct(value);
  if (!params::bind_whole_body_fast(argument.bound, *body_, value)) {
    ops.destroy(value);
    return false;
  }
  keep(value, ops.destroy);
  whole_body_ = value;
  return true;
}

Response& Invocation::inject_response() {
  if (!injected_) injected_.emplace().status_code = 0;
  return *injected_;
}

bool Invocation::has_open(describe::Scope scope) const {
  if (!plan_.has_resources) return false;
  for (std::size_t i = 0; i < plan_.nodes.size(); ++i) {
    if (plan_.nodes[i].scope == scope && nodes_[i].resource && nodes_[i].resource.yielded()) return true;
  }
  return false;
}

Task<std::exception_ptr> Invocation::close(describe::Scope scope, std::exception_ptr error) {
  async::Context cleanup;  // not that of the request, which may be cancelled
  for (std::size_t i = plan_.nodes.size(); i-- > 0;) {
    const auto& resource = nodes_[i].resource;
    if (plan_.nodes[i].scope != scope || !resource || !resource.yielded()) continue;
    std::exception_ptr left;
    try {
      co_await resource.close(error, cleanup);
    } catch (...) {
      left = std::current_exception();
    }
    if (resource.yielded()) {
      left = std::make_exception_ptr(
          std::logic_error("dependency '" + std::string(plan_.nodes[i].callable->name) + "' yields more than once"));
    }
    error = std::move(left);
  }
  co_return error;
}

model::Errors Invocation::take_errors() {
  model::Errors errors;
  for (const auto index : plan_.error_order) {
    errors.insert(errors.end(), nodes_[index].errors.begin(), nodes_[index].errors.end());
  }
  return errors;
}

Json Invocation::received_body() {
  if (form_ != nullptr) return params::form_to_json(*form_);
  if (!body_) return {};
  model::Errors ignored;
  body_->parse(ignored);
  return body_->value();
}

}  // namespace talaria::operation
