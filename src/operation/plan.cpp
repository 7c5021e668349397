#include <algorithm>
#include <set>

#include <talaria/describe/declared_error.hpp>
#include <talaria/describe/wire_name.hpp>
#include <talaria/model/pattern.hpp>
#include <talaria/operation/plan.hpp>
#include <talaria/params/bind.hpp>

namespace talaria::operation {

namespace {

using describe::CallableInfo;
using describe::Location;
using describe::ParameterInfo;
using describe::Scope;

using Scopes = std::vector<std::string>;

// `scopes` and those of `text`, which are parted by blanks; each once.
Scopes add_scopes(Scopes scopes, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string scope(text.substr(0, end));
    if (!scope.empty() && std::find(scopes.begin(), scopes.end(), scope) == scopes.end()) scopes.push_back(scope);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return scopes;
}

// Whether the scopes that it is asked for make a difference to a dependency (FastAPI's `_uses_scopes`). `seen`: those
// that were looked at, should one depend on itself.
bool depends_on_scopes(const CallableInfo& callable, std::set<const CallableInfo*>& seen) {
  if (callable.security != nullptr) return true;
  if (!seen.insert(&callable).second) return false;
  return std::any_of(callable.parameters.begin(), callable.parameters.end(), [&](const ParameterInfo& parameter) {
    if (parameter.location == Location::scopes) return true;
    if (parameter.location != Location::dependency) return false;
    return !parameter.oauth_scopes.empty() || depends_on_scopes(*parameter.dependency, seen);
  });
}

bool depends_on_scopes(const ParameterInfo& parameter) {
  std::set<const CallableInfo*> seen;
  return !parameter.oauth_scopes.empty() || depends_on_scopes(*parameter.dependency, seen);
}

// Whether a value of that type is an object in JSON, or holds such: the text of a field of a form is none.
bool needs_json(const model::TypeInfo& type) {
  switch (type.kind) {
    case model::Kind::object:
    case model::Kind::map:
    case model::Kind::json_object:
      return true;
    case model::Kind::optional:
    case model::Kind::list:
    case model::Kind::set:
      return needs_json(*type.element);
    default:
      return false;
  }
}

class Compiler {
 public:
  Compiler(const PlanRequest& request, std::vector<std::string>& problems) : request_(request), problems_(problems) {}

  Plan run() {
    for (const auto& dependency : *request_.dependencies) {
      plan_.route_dependencies.push_back(add_dependency(dependency.parameter, {}));
    }
    push(make_node(*request_.handler, request_.object, Scope::function, {}));
    decide_embedding();
    return std::move(plan_);
  }

 private:
  // The node of a dependency: the one there is, if the dependency is shared, or a new one behind its own dependencies.
  std::size_t add_dependency(const ParameterInfo& parameter, const Scopes& parent_scopes) {
    const CallableInfo* callable = request_.overrides->resolve(parameter.dependency);
    const Scopes scopes = add_scopes(parent_scopes, parameter.oauth_scopes);
    PlanNode node = make_node(*callable, nullptr, parameter.scope, scopes);
    // Who does not look at the scopes is the same one with any of them.
    Scopes key = depends_on_scopes(parameter) ? scopes : Scopes{};
    std::sort(key.begin(), key.end());
    if (parameter.use_cache) {
      for (const auto& [original, scope, known_key, index] : shared_) {
        if (original == parameter.dependency && scope == parameter.scope && known_key == key) {
          plan_.error_order.push_back(index);
          return index;
        }
      }
    }
    const std::size_t index = push(std::move(node));
    shared_.push_back({parameter.dependency, parameter.scope, std::move(key), index});
    return index;
  }

  PlanNode make_node(const CallableInfo& callable, const void* object, Scope scope, const Scopes& oauth_scopes) {
    if (std::find(open_.begin(), open_.end(), &callable) != open_.end()) {
      problems_.push_back("dependency '" + std::string(callable.name) + "' depends on itself");
      return {&callable, object, {}, scope};
    }
    open_.push_back(&callable);
    PlanNode node{&callable, object, {}, scope, oauth_scopes};
    for (const auto& info : callable.parameters) node.arguments.push_back(make_argument(info, node));
    open_.pop_back();
    return node;
  }

  PlanArgument make_argument(const ParameterInfo& info, PlanNode& node) {
    PlanArgument argument{&info, {}};
    switch (info.location) {
      case Location::dependency:
        argument.node = add_dependency(info, node.oauth_scopes);
        check_scope(info, node);
        node.needs_body = node.needs_body || plan_.nodes[argument.node].needs_body;
        break;
      case Location::state:
        find_state(info, argument);
        break;
      case Location::request:
      case Location::response:
      case Location::background:
        break;
      case Location::scopes:
        argument.scopes = SecurityScopes(node.oauth_scopes);
        break;
      case Location::websocket:
        if (!request_.is_websocket) {
          problems_.push_back(
              "a WebSocket& is there only for handlers of app.websocket<...>() and what they depend on");
        }
        break;
      default:
        place_value(info, argument, node);
    }
    return argument;
  }

  void place_value(const ParameterInfo& info, PlanArgument& argument, PlanNode& node) {
    argument.bound = {&info, describe::wire_name(info),
                      info.facts->required || info.location == Location::path ||
                          (info.type->kind != model::Kind::optional && !info.facts->has_default)};
    check_patterns(*info.type, *info.facts);
    if (info.location == Location::body && request_.is_websocket) {
      problems_.push_back("the handshake of a WebSocket has no body, so nothing can be read from it with Body");
    }
    if (info.location == Location::body && info.body_kind == describe::BodyKind::lines) {
      plan_.body_kind = info.body_kind;
      ++streamed_bodies_;
    } else if (info.location == Location::body) {
      node.needs_body = plan_.has_body = true;
      plan_.body_kind = std::max(plan_.body_kind, info.body_kind);
      if (params::needs_octets(*info.type)) plan_.loaded_files.push_back(argument.bound.wire_name);
    }
    if (info.location == Location::path) {
      const auto& names = *request_.captures;
      const auto found = std::find(names.begin(), names.end(), argument.bound.wire_name);
      argument.capture = static_cast<std::size_t>(found - names.begin());
      if (found == names.end()) {
        problems_.push_back("Path parameter '" + argument.bound.wire_name + "' has no capture '{" +
                            argument.bound.wire_name + "}' in the path");
      }
    }
  }

  // A regular expression that does not compile is found here and not by the first request.
  void check_patterns(const model::TypeInfo& type, const model::Facts& facts) {
    if (facts.pattern != nullptr) {
      if (const auto problem = model::pattern_problem(*facts.pattern)) {
        problems_.push_back("pattern \"" + std::string(facts.pattern->text) + "\": " + *problem);
      }
    }
    if (type.element != nullptr) check_patterns(*type.element, *type.element_facts);
    if (type.fields.empty() || !checked_.insert(&type).second) return;
    for (const auto& field : type.fields) check_patterns(*field.type, *field.facts);
  }

  void find_state(const ParameterInfo& info, PlanArgument& argument) {
    if (request_.state == nullptr) return;
    argument.state = request_.state->find(info.state_key);
    if (argument.state == nullptr) {
      problems_.push_back("there is no State<" + std::string(info.state_type) +
                          ">; put one there with app.state.emplace<...>() before the app serves or in its lifespan");
    }
  }

  // A result that is used after the response must not need one that is gone by then.
  void check_scope(const ParameterInfo& info, const PlanNode& node) {
    if (node.callable->execution == describe::Execution::resource && node.scope == Scope::request &&
        info.dependency->execution == describe::Execution::resource && info.scope == Scope::function) {
      problems_.push_back("dependency '" + std::string(node.callable->name) +
                          "' has scope request and cannot depend on '" + std::string(info.dependency->name) +
                          "', which has scope function");
    }
  }

  std::size_t reserve(std::size_t size, std::size_t align) {
    plan_.frame_size = (plan_.frame_size + align - 1) / align * align;
    const std::size_t offset = plan_.frame_size;
    plan_.frame_size += size;
    return offset;
  }

  std::size_t push(PlanNode node) {
    node.arguments_offset = reserve(node.arguments.size() * sizeof(void*), alignof(void*));
    for (auto& argument : node.arguments) {
      if (argument.info->type == nullptr || argument.info->body_kind == describe::BodyKind::lines) continue;
      const auto& ops = argument.info->value_ops();
      argument.offset = reserve(ops.size, ops.align);
      ++plan_.value_count;
    }
    if (node.callable->call != nullptr && node.callable->result.size > 0) {
      node.result_offset = reserve(node.callable->result.size, node.callable->result.align);
      ++plan_.value_count;
    }
    for (std::size_t i = 0; i < node.arguments.size(); ++i) node.binding_order.push_back(static_cast<std::uint16_t>(i));
    std::stable_sort(node.binding_order.begin(), node.binding_order.end(), [&](auto a, auto b) {
      return node.arguments[a].info->location < node.arguments[b].info->location;
    });
    plan_.has_resources = plan_.has_resources || node.callable->execution == describe::Execution::resource;
    plan_.error_order.push_back(plan_.nodes.size());
    plan_.nodes.push_back(std::move(node));
    return plan_.nodes.size() - 1;
  }

  // FastAPI's rule: several names make an object of them, and so does `embed` on the first. A model of a form has no
  // name and takes the whole form, also beside others.
  void decide_embedding() {
    std::set<std::string> names;
    std::set<const model::TypeInfo*> form_models;
    bool embed = false;
    std::size_t count = 0;
    for (std::size_t n = 0; n < plan_.nodes.size(); ++n) {
      for (std::size_t a = 0; a < plan_.nodes[n].arguments.size(); ++a) {
        const auto& argument = plan_.nodes[n].arguments[a];
        if (argument.info->location != Location::body) continue;
        if (argument.info->body_kind == describe::BodyKind::lines) continue;
        const bool is_field = argument.info->body_kind != describe::BodyKind::json && !argument.info->is_model;
        if (count == 0) embed = argument.info->facts->embed || is_field;
        argument.info->is_model ? void(form_models.insert(argument.info->type))
                                : void(names.insert(argument.bound.wire_name));
        if (++count == 1) plan_.whole_body = {n, a};
      }
    }
    plan_.embed_body = embed || names.size() + form_models.size() > 1;
    if (plan_.embed_body || count != 1 || plan_.body_kind != describe::BodyKind::json) plan_.whole_body.reset();
    if (streamed_bodies_ > 1 || (streamed_bodies_ == 1 && count > 0)) {
      problems_.push_back(
          "JsonLines takes the whole body, so nothing else can be read from it: one JsonLines and no Body");
    }
    if (count > 1 && names.size() == 1 && names.contains("")) {
      problems_.push_back("there are several Body parameters and one body; give each a name: Body<Item, \"item\">");
    }
    check_form();
    if (plan_.embed_body && names.contains("")) {
      problems_.push_back("a Body that stands in an object beside others needs a name: Body<Item, \"item\">");
    }
  }

  // A form has no place for the JSON of a model.
  void check_form() {
    if (plan_.body_kind == describe::BodyKind::json) return;
    for (const PlanNode& node : plan_.nodes) {
      for (const auto& argument : node.arguments) {
        const ParameterInfo& info = *argument.info;
        if (info.location != Location::body || info.body_kind != describe::BodyKind::json || !needs_json(*info.type)) {
          continue;
        }
        problems_.push_back("Body '" + argument.bound.wire_name +
                            "' can never be filled: the body is a form, because a Form or a File stands beside it, and "
                            "a form has no JSON in it; take the model's fields from the form too (Form<Item>), or all "
                            "of them from JSON (Body)");
      }
    }
  }

  struct Shared {
    const CallableInfo* original;
    Scope scope;
    Scopes scopes;  // sorted; empty where they make no difference
    std::size_t index;
  };

  const PlanRequest& request_;
  std::vector<std::string>& problems_;
  Plan plan_;
  std::vector<Shared> shared_;
  std::vector<const CallableInfo*> open_;
  std::size_t streamed_bodies_ = 0;
  std::set<const model::TypeInfo*> checked_;  // models whose patterns were looked at
};

}  // namespace

Plan compile_plan(const PlanRequest& request, std::vector<std::string>& problems) {
  Plan plan = Compiler(request, problems).run();
  plan.overrides_version = request.overrides->version();
  return plan;
}

namespace {

// Depth first, own parameters before those of dependencies, in the order of mention (FastAPI's flat dependant). The
// dependencies of app, routers and route stand before those that the handler mentions.
void visit_node(const Plan& plan, std::size_t index, Location location, std::vector<describe::BoundParameter>& out) {
  for (const auto& argument : plan.nodes[index].arguments) {
    if (argument.info->location != location) continue;
    const auto known = std::find_if(out.begin(), out.end(), [&](const describe::BoundParameter& parameter) {
      // Parameter models have no name on the wire.
      if (parameter.info->is_model || argument.info->is_model) return parameter.info->type == argument.info->type;
      return parameter.wire_name == argument.bound.wire_name;
    });
    // Of equal names the last one counts, but a required one is not replaced by one that is not.
    if (known == out.end()) {
      out.push_back(argument.bound);
    } else if (argument.bound.required || !known->required) {
      *known = argument.bound;
    }
  }
  if (index + 1 == plan.nodes.size()) {
    for (const auto dependency : plan.route_dependencies) visit_node(plan, dependency, location, out);
  }
  for (const auto& argument : plan.nodes[index].arguments) {
    if (argument.info->location == Location::dependency) visit_node(plan, argument.node, location, out);
  }
}

}  // namespace

void collect_parameters(const Plan& plan, describe::OperationInfo& info) {
  const std::size_t handler = plan.nodes.size() - 1;
  for (const auto location : {Location::path, Location::query, Location::header, Location::cookie}) {
    std::vector<describe::BoundParameter> found;
    visit_node(plan, handler, location, found);
    info.parameters.insert(info.parameters.end(), found.begin(), found.end());
  }
  visit_node(plan, handler, Location::body, info.body);
  info.embed_body = plan.embed_body;
  info.body_kind = plan.body_kind;
}

void collect_errors(const Plan& plan, describe::OperationInfo& info) {
  for (const PlanNode& node : plan.nodes) {
    for (const describe::ErrorInfo* const error : node.callable->result.errors) {
      if (error->type == nullptr) continue;
      const bool known = std::find(info.errors.begin(), info.errors.end(), error) != info.errors.end();
      if (!known) info.errors.push_back(error);
    }
  }
}

}  // namespace talaria::operation
