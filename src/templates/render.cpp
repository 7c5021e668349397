// Templates and their statements, rendered.
#include "templates/render.hpp"

#include "templates/objects.hpp"

#include <algorithm>

#include <talaria/templates/template_error.hpp>

namespace talaria::templates {

Value* Scope::find(std::string_view name) {
  for (auto& [known, value] : variables) {
    if (known == name) return &value;
  }
  return nullptr;
}
void Scope::set(std::string_view name, Value value) {
  if (Value* known = find(name)) {
    *known = std::move(value);
  } else {
    variables.emplace_back(name, std::move(value));
  }
}

// Runs what is made inside with another scope, which ends with it.
class Render::InScope {
 public:
  InScope(Render& render, Scope* parent)
      : render_(render), before_(render.frame_->scope), scope_(render.open_scope(parent)) {
    render_.frame_->scope = &scope_;
  }
  explicit InScope(Render& render) : InScope(render, render.frame_->scope) {}
  ~InScope() {
    render_.frame_->scope = before_;
    render_.close_scope(scope_);
  }
  InScope(const InScope&) = delete;
  InScope& operator=(const InScope&) = delete;
  [[nodiscard]] Scope& scope() { return scope_; }

 private:
  Render& render_;
  Scope* before_;
  Scope& scope_;
};

// The same with another frame.
class Render::InFrame {
 public:
  InFrame(Render& render, Frame& frame) : render_(render), before_(std::exchange(render.frame_, &frame)) {}
  ~InFrame() { render_.frame_ = before_; }
  InFrame(const InFrame&) = delete;
  InFrame& operator=(const InFrame&) = delete;

 private:
  Render& render_;
  Frame* before_;
};

// The same with another place for what is printed.
class Render::Captured {
 public:
  explicit Captured(Render& render) : frame_(*render.frame_), before_(std::exchange(frame_.out, &text)) {}
  ~Captured() { frame_.out = before_; }
  Captured(const Captured&) = delete;
  Captured& operator=(const Captured&) = delete;
  std::string text;

 private:
  Frame& frame_;
  std::string* before_;
};

Render::Render(const Library& library, const JsonObject& context,
               const std::vector<std::pair<std::string, Value>>& globals, RenderLimits limits)
    : library_(library), globals_(globals), limits_(limits), context_(context) {}

std::string Render::run(std::shared_ptr<const Syntax> syntax) {
  const Syntax& kept = keep(std::move(syntax));
  Scope& root = open_scope(nullptr);
  root.context = &context_;
  std::string out;
  const auto at = [this](const auto& error) {
    using Error = std::remove_cvref_t<decltype(error)>;
    return error.line() > 0 || place_.syntax == nullptr ? error
                                                        : Error(error.message(), place_.syntax->file, place_.line);
  };
  try {
    run_template(kept, root, out);
  } catch (const TemplateSyntaxError&) {
    throw;
  } catch (const UndefinedError& error) {
    throw at(error);
  } catch (const TemplateNotFound& error) {
    throw at(error);
  } catch (const TemplateError& error) {
    throw at(error);
  }
  return out;
}

Scope& Render::open_scope(Scope* parent) {
  Scope* scope = nullptr;
  if (free_scopes_.empty()) {
    scope = &scopes_.emplace_back();
  } else {
    scope = free_scopes_.back();
    free_scopes_.pop_back();
  }
  scope->parent = parent;
  return *scope;
}
void Render::close_scope(Scope& scope) {
  if (scope.captured) return;
  scope.variables.clear();
  scope.parent = nullptr;
  scope.context = nullptr;
  free_scopes_.push_back(&scope);
}
void Render::capture(Scope* scope) {
  for (; scope != nullptr && !scope->captured; scope = scope->parent) scope->captured = true;
}

// A template that extends another is run for what it sets; then the other one prints, with the blocks of both.
void Render::run_template(const Syntax& syntax, Scope& root, std::string& out) {
  const Nested nested(*this);
  Chain& chain = chains_.emplace_back();
  const Syntax* current = &syntax;
  std::vector<const Syntax*> seen;
  while (current != nullptr) {
    if (std::find(seen.begin(), seen.end(), current) != seen.end()) {
      throw TemplateError("the template extends itself", current->file, 1);
    }
    seen.push_back(current);
    for (const auto& [name, block] : current->blocks) chain[name].push_back({block, current});
    Frame frame{current, &root, &root, &chain, library_.autoescape(current->name), &out};
    const InFrame in_frame(*this, frame);
    render(current->body);
    current = frame.parent;
  }
}

void Render::render(const Body& body) {
  for (const Statement& statement : body) render(statement);
}

void Render::render(const Statement& statement) {
  if (statement.kind == Statement::Kind::data) {
    *frame_->out += statement.text;
    return;
  }
  const Place around = std::exchange(place_, {frame_->syntax, statement.line});
  const Nested nested(*this);
  render_plain(statement);
  place_ = around;
}

void Render::render_plain(const Statement& statement) {
  using Kind = Statement::Kind;
  switch (statement.kind) {
    case Kind::data:
      break;
    case Kind::print:
      append_printed(*frame_->out, evaluate(*statement.expression), frame_->autoescape);
      break;
    case Kind::if_:
      render_if(statement);
      break;
    case Kind::for_:
      render_for(statement, evaluate(*statement.expression), 0);
      break;
    case Kind::set:
    case Kind::set_block:
      render_set(statement);
      break;
    case Kind::block:
      render_block(statement);
      break;
    case Kind::extends:
      render_extends(statement);
      break;
    case Kind::include:
      render_include(statement);
      break;
    case Kind::import:
    case Kind::from:
      render_import(statement);
      break;
    case Kind::macro:
      render_macro(statement);
      break;
    case Kind::call_block:
      render_call_block(statement);
      break;
    case Kind::filter:
      render_filter(statement);
      break;
    case Kind::with:
      render_with(statement);
      break;
    case Kind::autoescape:
      render_autoescape(statement);
      break;
  }
}

std::string Render::captured(const Body& body) {
  Captured captured(*this);
  render(body);
  return std::move(captured.text);
}

void Render::render_if(const Statement& statement) {
  for (const auto& [condition, body] : statement.branches) {
    if (is_true(evaluate(*condition))) return render(body);
  }
  render(statement.else_body);
}

void Render::assign(const Target& target, const Value& value) {
  if (!target.attribute.empty()) {
    Value holder;
    for (Scope* scope = frame_->scope; scope != nullptr; scope = scope->parent) {
      if (const Value* found = scope->find(target.name)) {
        holder = *found;
        break;
      }
    }
    auto* const names = dynamic_cast<NamespaceObject*>(holder.object());
    if (names == nullptr) fail("cannot assign attribute on non-namespace object");
    return names->set(target.attribute, value);
  }
  if (!target.name.empty()) return frame_->scope->set(target.name, value);
  const auto items = items_of(value);
  if (items.size() > target.parts.size()) {
    fail("too many values to unpack (expected " + std::to_string(target.parts.size()) + ")");
  }
  if (items.size() < target.parts.size()) {
    fail("not enough values to unpack (expected " + std::to_string(target.parts.size()) + ", got " +
         std::to_string(items.size()) + ")");
  }
  for (std::size_t i = 0; i < items.size(); ++i) assign(target.parts[i], items[i]);
}

void Render::render_for(const Statement& statement, const Value& iterable, std::size_t depth) {
  std::vector<Value> items = items_of(iterable);
  if (statement.condition != nullptr) {
    std::vector<Value> kept;
    for (Value& item : items) {
      InScope in_scope(*this);
      assign(statement.target, item);
      if (is_true(evaluate(*statement.condition))) kept.push_back(std::move(item));
    }
    items = std::move(kept);
  }
  if (items.empty()) {
    InScope in_scope(*this);
    return render(statement.else_body);
  }
  Scope& around = *frame_->scope;
  if (statement.recursive) capture(&around);
  const auto loop = std::make_shared<LoopObject>(statement, std::move(items), depth, around);
  for (std::size_t i = 0; i < loop->items().size(); ++i) {
    InScope in_scope(*this);
    loop->go_to(i);
    in_scope.scope().set("loop", Value::object(loop));
    assign(statement.target, loop->items()[i]);
    render(statement.body);
  }
}

Value Render::call_loop(const Statement& loop, const Value& items, std::size_t depth, Scope& scope) {
  const Nested nested(*this);
  Captured captured(*this);
  const InScope in_scope(*this, &scope);
  render_for(loop, items, depth);
  return Value::text(std::move(captured.text), frame_->autoescape);
}

void Render::render_set(const Statement& statement) {
  if (statement.kind == Statement::Kind::set) return assign(statement.target, evaluate(*statement.expression));
  Value value;
  {
    InScope in_scope(*this);
    value = Value::text(captured(statement.body), frame_->autoescape);
  }
  if (statement.expression != nullptr) value = evaluate_filter(*statement.expression, &value);
  assign(statement.target, value);
}

Value Render::call_block(Chain& chain, Scope& root, std::string_view name, std::size_t level) {
  const Nested nested(*this);
  const auto found = chain.find(name);
  if (found == chain.end() || level >= found->second.size()) {
    return Value::undefined("there is no parent block called '" + std::string(name) + "'.");
  }
  const BlockRef& block = found->second[level];
  std::string text;
  Frame frame{block.syntax, &root,   &root,        &chain, library_.autoescape(block.syntax->name),
              &text,        nullptr, found->first, level};
  const InFrame in_frame(*this, frame);
  const InScope in_scope(*this, &root);
  render(block.block->body);
  return Value::text(std::move(text), frame.autoescape);
}

void Render::render_block(const Statement& statement) {
  if (frame_->parent != nullptr) return;
  const BlockRef& first = frame_->chain->find(statement.text)->second.front();
  if (first.block->required) fail("Required block '" + statement.text + "' not found");
  Frame frame{first.syntax,
              frame_->root,
              frame_->root,
              frame_->chain,
              library_.autoescape(first.syntax->name),
              frame_->out,
              nullptr,
              first.block->text,
              0};
  Scope* const around = statement.scoped || first.block->scoped ? frame_->scope : frame_->root;
  const InFrame in_frame(*this, frame);
  const InScope in_scope(*this, around);
  render(first.block->body);
}

const Syntax& Render::keep(std::shared_ptr<const Syntax> syntax) {
  const Syntax* const address = syntax.get();
  return *loaded_.emplace(address, std::move(syntax)).first->second;
}

const Syntax& Render::load(const Value& name) {
  if (name.is_undefined()) fail_undefined(name);
  if (name.text() == nullptr) fail("the name of a template is a text, not " + type_name(name));
  return keep(library_.load(name.text()->view));
}

void Render::render_extends(const Statement& statement) {
  if (frame_->parent != nullptr) fail("extended multiple times");
  frame_->parent = &load(evaluate(*statement.expression));
  // What stands behind it prints nothing.
  discarded_.clear();
  frame_->out = &discarded_;
}

// The first of several names that leads to a template; null when none does and that is allowed.
const Syntax* Render::load_first(const Value& names, bool ignore_missing) {
  const std::vector<Value> several = names.is_list() ? items_of(names) : std::vector<Value>{names};
  for (std::size_t i = 0; i < several.size(); ++i) {
    if (!ignore_missing && i + 1 == several.size()) return &load(several[i]);
    try {
      return &load(several[i]);
    } catch (const TemplateNotFound&) {
    } catch (const UndefinedError&) {
    }
  }
  if (!ignore_missing) throw TemplateNotFound("Tried to select from an empty list of templates");
  return nullptr;
}

void Render::render_include(const Statement& statement) {
  const Syntax* const syntax = load_first(evaluate(*statement.expression), statement.ignore_missing);
  if (syntax == nullptr) return;
  InScope in_scope(*this, statement.with_context ? frame_->scope : nullptr);
  in_scope.scope().set("loop", Value::undefined("'loop' is undefined"));  // it belongs to this template
  run_template(*syntax, *frame_->scope, *frame_->out);
}

// The variables of a template that was run for them alone. They stay until the end.
Scope& Render::run_module(const Statement& statement) {
  const Syntax& syntax = load(evaluate(*statement.expression));
  Scope& scope = open_scope(statement.with_context ? frame_->scope : nullptr);
  capture(&scope);
  std::string unused;
  run_template(syntax, scope, unused);
  return scope;
}

void Render::render_import(const Statement& statement) {
  Scope& module = run_module(statement);
  if (statement.kind == Statement::Kind::import) {
    frame_->scope->set(statement.text, Value::object(std::make_shared<ModuleObject>(module)));
    return;
  }
  for (const auto& [name, alias] : statement.names) {
    const Value* const found = module.find(name);
    frame_->scope->set(alias, found != nullptr
                                  ? *found
                                  : Value::undefined("the template does not export the requested name '" + name + "'"));
  }
}

void Render::render_macro(const Statement& statement) {
  capture(frame_->scope);
  frame_->scope->set(statement.text, Value::object(std::make_shared<MacroObject>(statement, *frame_)));
}

// Values by name: for parameters, or what the macro has `kwargs` for.
void Render::bind_named(const Statement& macro, const std::string& name, const Arguments& arguments, Scope& own) {
  Value others = Value::dict();
  for (const auto& [key, value] : arguments.named) {
    const auto is_it = [wanted = std::string_view(key)](const Parameter& one) { return one.name == wanted; };
    const auto parameter = std::find_if(macro.parameters.begin(), macro.parameters.end(), is_it);
    if (parameter != macro.parameters.end()) {
      const auto place = static_cast<std::size_t>(parameter - macro.parameters.begin());
      if (place < arguments.values.size()) fail("macro '" + name + "' got multiple values for argument '" + key + "'");
    } else if (key == "caller" && macro.uses_caller) {
      own.set("caller", value);
    } else if (macro.uses_kwargs) {
      others.own_dict()->set(Value::text(key), value);
    } else {
      fail("macro '" + name + "' takes no keyword argument '" + key + "'");
    }
  }
  if (macro.uses_kwargs) own.set("kwargs", std::move(others));
}

void Render::bind_parameters(const Statement& macro, const Arguments& arguments, Scope& own) {
  const std::string name = macro.text.empty() ? "caller" : macro.text;
  const std::size_t count = macro.parameters.size();
  if (arguments.values.size() > count && !macro.uses_varargs) {
    fail("macro '" + name + "' takes not more than " + std::to_string(count) + " argument(s)");
  }
  if (!arguments.caller.is_none() && !macro.uses_caller)
    fail("macro '" + name + "' takes no keyword argument 'caller'");
  bind_named(macro, name, arguments, own);
  for (std::size_t i = 0; i < count; ++i) {
    const Parameter& parameter = macro.parameters[i];
    if (arguments.has(i, parameter.name)) {
      own.set(parameter.name, arguments.get(i, parameter.name));
    } else if (parameter.value != nullptr) {
      own.set(parameter.name, evaluate(*parameter.value));
    } else {
      own.set(parameter.name, Value::undefined("parameter '" + parameter.name + "' was not provided"));
    }
  }
  if (macro.uses_varargs) {
    const auto used = static_cast<std::ptrdiff_t>(std::min(count, arguments.values.size()));
    own.set("varargs", Value::list({arguments.values.begin() + used, arguments.values.end()}, true));
  }
  if (macro.uses_caller && own.find("caller") == nullptr) {
    own.set("caller", arguments.caller.is_none() ? Value::undefined("No caller defined") : arguments.caller);
  }
}

Value Render::call_macro(const Statement& macro, Frame at, const Arguments& arguments) {
  const Nested nested(*this);
  std::string text;
  at.out = &text;
  const InFrame in_frame(*this, at);
  InScope in_scope(*this, at.scope);
  bind_parameters(macro, arguments, in_scope.scope());
  render(macro.body);
  return Value::text(std::move(text), at.autoescape);
}

void Render::render_call_block(const Statement& statement) {
  capture(frame_->scope);
  const Value caller = Value::object(std::make_shared<MacroObject>(statement, *frame_));
  append_printed(*frame_->out, evaluate_call(*statement.expression, caller), frame_->autoescape);
}

void Render::render_filter(const Statement& statement) {
  Value value;
  {
    InScope in_scope(*this);
    value = Value::text(captured(statement.body), frame_->autoescape);
  }
  append_printed(*frame_->out, evaluate_filter(*statement.expression, &value), frame_->autoescape);
}

void Render::render_with(const Statement& statement) {
  std::vector<Value> values;
  for (const Parameter& parameter : statement.parameters) values.push_back(evaluate(*parameter.value));
  InScope in_scope(*this);
  for (std::size_t i = 0; i < values.size(); ++i)
    in_scope.scope().set(statement.parameters[i].name, std::move(values[i]));
  render(statement.body);
}

void Render::render_autoescape(const Statement& statement) {
  const bool before = frame_->autoescape;
  frame_->autoescape = is_true(evaluate(*statement.expression));
  render(statement.body);
  frame_->autoescape = before;
}

}  // namespace talaria::templates
