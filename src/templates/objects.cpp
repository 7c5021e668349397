#include "templates/objects.hpp"

#include <algorithm>

namespace talaria::templates {

std::optional<Value> MacroObject::attribute(std::string_view name) {
  if (name == "name") return Value::borrowed(macro_.text);
  if (name == "catch_varargs") return Value::boolean(macro_.uses_varargs);
  if (name == "catch_kwargs") return Value::boolean(macro_.uses_kwargs);
  if (name == "caller") return Value::boolean(macro_.uses_caller);
  if (name != "arguments") return std::nullopt;
  std::vector<Value> names;
  for (const Parameter& parameter : macro_.parameters) names.push_back(Value::borrowed(parameter.name));
  return Value::list(std::move(names), true);
}
Value MacroObject::call(Render& render, const Arguments& arguments) {
  return render.call_macro(macro_, Frame{&syntax_, &scope_, &scope_, &chain_, autoescape_, nullptr}, arguments);
}

std::optional<Value> BlockObject::attribute(std::string_view name) {
  if (name != "super") return std::nullopt;
  return Value::object(std::make_shared<BlockObject>(chain_, root_, name_, level_ + 1));
}
Value BlockObject::call(Render& render, const Arguments&) {
  return render.call_block(chain_, root_, name_, level_);
}
std::optional<Value> SelfObject::attribute(std::string_view name) {
  const auto found = chain_.find(name);
  if (found == chain_.end()) return std::nullopt;
  return Value::object(std::make_shared<BlockObject>(chain_, root_, found->first, 0));
}

std::optional<Value> LoopObject::attribute(std::string_view name) {
  const std::size_t length = items_.size();
  if (name == "index") return Value::size(index_ + 1);
  if (name == "index0") return Value::size(index_);
  if (name == "revindex") return Value::size(length - index_);
  if (name == "revindex0") return Value::size(length - index_ - 1);
  if (name == "first") return Value::boolean(index_ == 0);
  if (name == "last") return Value::boolean(index_ + 1 == length);
  if (name == "length") return Value::size(length);
  if (name == "depth") return Value::size(depth_ + 1);
  if (name == "depth0") return Value::size(depth_);
  if (name == "previtem") return index_ > 0 ? items_[index_ - 1] : Value::undefined("there is no previous item");
  if (name == "nextitem") {
    return index_ + 1 < length ? items_[index_ + 1] : Value::undefined("there is no next item");
  }
  return std::nullopt;
}
Value LoopObject::call(Render& render, const Arguments& arguments) {
  return render.call_loop(loop_, arguments.get(0, "iterable"), depth_ + 1, scope_);
}
Value LoopObject::cycle(const Arguments& arguments) const {
  if (arguments.values.empty()) fail("no items for cycling given");
  return arguments.values[index_ % arguments.values.size()];
}
bool LoopObject::changed(const Arguments& arguments) {
  const std::vector<Value>& now = arguments.values;
  for (const Value& value : now) {
    if (value.object() != nullptr) fail("loop.changed() compares plain values only");
  }
  if (last_ && equal(Value::list(*last_), Value::list(now))) return false;
  last_ = now;
  return true;
}

std::optional<Value> NamespaceObject::attribute(std::string_view name) {
  for (const auto& [known, value] : values_) {
    if (known == name) return value;
  }
  return std::nullopt;
}
bool NamespaceObject::reaches(const void* target) const {
  return std::any_of(values_.begin(), values_.end(),
                     [target](const auto& one) { return templates::reaches(one.second, target); });
}
void NamespaceObject::set(std::string_view name, Value value) {
  // It would hold itself, and nobody would ever free it.
  if (templates::reaches(value, this)) fail("a namespace cannot hold itself or a loop");
  for (auto& [known, held] : values_) {
    if (known == name) {
      held = std::move(value);
      return;
    }
  }
  values_.emplace_back(std::string(name), std::move(value));
}

std::optional<Value> ModuleObject::attribute(std::string_view name) {
  const Value* found = name.starts_with('_') ? nullptr : scope_.find(name);
  return found != nullptr ? std::optional(*found) : std::nullopt;
}

namespace {

// No list that a template makes of numbers alone is longer (the limit of Jinja2's sandbox).
constexpr std::int64_t max_range = 100'000;

std::int64_t whole_argument(const Arguments& arguments, std::size_t place) {
  const auto whole = arguments.values[place].whole();
  if (!whole) fail("'" + type_name(arguments.values[place]) + "' cannot be interpreted as an integer");
  return *whole;
}

Value range(Render&, const Value&, const Arguments& arguments) {
  const std::size_t count = arguments.values.size();
  if (count == 0 || count > 3) fail("range expected 1 to 3 arguments, got " + std::to_string(count));
  std::int64_t at = count == 1 ? 0 : whole_argument(arguments, 0);
  const std::int64_t stop = whole_argument(arguments, count == 1 ? 0 : 1);
  const std::int64_t step = count == 3 ? whole_argument(arguments, 2) : 1;
  if (step == 0) fail("range() arg 3 must not be zero");
  std::vector<Value> items;
  while (step > 0 ? at < stop : at > stop) {
    if (items.size() >= static_cast<std::size_t>(max_range)) {
      fail("a range has at most " + std::to_string(max_range) + " items");
    }
    items.push_back(Value::integer(at));
    if (__builtin_add_overflow(at, step, &at)) break;
  }
  return Value::list(std::move(items));
}

Value dict(Render&, const Value&, const Arguments& arguments) {
  Value made = Value::dict();
  if (!arguments.values.empty()) {
    for (auto& [key, value] : pairs_of(arguments.values[0])) made.own_dict()->set(key, std::move(value));
  }
  for (const auto& [name, value] : arguments.named) made.own_dict()->set(Value::text(name), value);
  return made;
}

Value make_namespace(Render&, const Value&, const Arguments& arguments) {
  auto made = std::make_shared<NamespaceObject>();
  if (!arguments.values.empty()) {
    for (auto& [key, value] : pairs_of(arguments.values[0])) made->set(to_text(key), std::move(value));
  }
  for (const auto& [name, value] : arguments.named) made->set(name, value);
  return Value::object(std::move(made));
}

// `cycler("odd", "even")`: `next()`, `current`, `reset()`.
class CyclerObject final : public Object, public std::enable_shared_from_this<CyclerObject> {
 public:
  explicit CyclerObject(std::vector<Value> items) : items_(std::move(items)) {}
  [[nodiscard]] std::string_view type_name() const override { return "Cycler"; }
  [[nodiscard]] bool reaches(const void* target) const override {
    return std::any_of(items_.begin(), items_.end(),
                       [target](const Value& one) { return templates::reaches(one, target); });
  }
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) override {
    if (name == "current") return items_[at_];
    const auto function = name == "next" ? &next : (name == "reset" ? &reset : nullptr);
    if (function == nullptr) return std::nullopt;
    return Value::object(std::make_shared<FunctionObject>(function, Value::object(shared_from_this())));
  }

 private:
  static Value next(Render&, const Value& self, const Arguments&) {
    auto& cycler = static_cast<CyclerObject&>(*self.object());
    const std::size_t at = cycler.at_;
    cycler.at_ = (at + 1) % cycler.items_.size();
    return cycler.items_[at];
  }
  static Value reset(Render&, const Value& self, const Arguments&) {
    static_cast<CyclerObject&>(*self.object()).at_ = 0;
    return {};
  }

  std::vector<Value> items_;
  std::size_t at_ = 0;
};

Value cycler(Render&, const Value&, const Arguments& arguments) {
  if (arguments.values.empty()) fail("at least one item has to be provided");
  return Value::object(std::make_shared<CyclerObject>(arguments.values));
}

// `joiner(", ")`: nothing when it is called first, then what stands between.
class JoinerObject final : public Object {
 public:
  explicit JoinerObject(Value between) : between_(std::move(between)) {}
  [[nodiscard]] std::string_view type_name() const override { return "Joiner"; }
  [[nodiscard]] bool callable() const override { return true; }
  Value call(Render&, const Arguments&) override { return std::exchange(used_, true) ? between_ : Value::text(""); }

 private:
  Value between_;
  bool used_ = false;
};

Value joiner(Render&, const Value&, const Arguments& arguments) {
  const Value between = arguments.get(0, "sep", Value::text(", "));
  return Value::object(std::make_shared<JoinerObject>(soft_text(between)));
}

}  // namespace

std::vector<std::pair<std::string, Value>> standard_globals() {
  std::vector<std::pair<std::string, Value>> globals;
  const auto add = [&globals](std::string name, FunctionObject::Function function) {
    globals.emplace_back(std::move(name), Value::object(std::make_shared<FunctionObject>(function)));
  };
  add("range", &range);
  add("dict", &dict);
  add("namespace", &make_namespace);
  add("cycler", &cycler);
  add("joiner", &joiner);
  return globals;
}

}  // namespace talaria::templates
