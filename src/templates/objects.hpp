// What templates deal with beside plain values: macros, `loop`, namespaces, modules, functions.
#pragma once
#include "templates/render.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace talaria::templates {

/// A macro, or what a call block gives as `caller`.
class MacroObject final : public Object {
 public:
  MacroObject(const Statement& macro, const Frame& frame)
      : macro_(macro),
        syntax_(*frame.syntax),
        scope_(*frame.scope),
        chain_(*frame.chain),
        autoescape_(frame.autoescape) {}
  [[nodiscard]] std::string_view type_name() const override { return "jinja2.runtime.Macro"; }
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) override;
  [[nodiscard]] bool callable() const override { return true; }
  Value call(Render& render, const Arguments& arguments) override;

 private:
  const Statement& macro_;
  const Syntax& syntax_;
  Scope& scope_;
  Chain& chain_;
  bool autoescape_;
};

/// A block as a function: `super()`, `self.title()`.
class BlockObject final : public Object {
 public:
  BlockObject(Chain& chain, Scope& root, std::string_view name, std::size_t level)
      : chain_(chain), root_(root), name_(name), level_(level) {}
  [[nodiscard]] std::string_view type_name() const override { return "jinja2.runtime.BlockReference"; }
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) override;
  [[nodiscard]] bool callable() const override { return true; }
  Value call(Render& render, const Arguments& arguments) override;

 private:
  Chain& chain_;
  Scope& root_;
  std::string_view name_;
  std::size_t level_;
};

/// `self`: the blocks of the template.
class SelfObject final : public Object {
 public:
  SelfObject(Chain& chain, Scope& root) : chain_(chain), root_(root) {}
  [[nodiscard]] std::string_view type_name() const override { return "jinja2.runtime.TemplateReference"; }
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) override;

 private:
  Chain& chain_;
  Scope& root_;
};

/// `loop` of a for.
class LoopObject final : public Object {
 public:
  LoopObject(const Statement& loop, std::vector<Value> items, std::size_t depth, Scope& scope)
      : loop_(loop), items_(std::move(items)), depth_(depth), scope_(scope) {}
  [[nodiscard]] std::string_view type_name() const override { return "jinja2.runtime.LoopContext"; }
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) override;
  [[nodiscard]] bool callable() const override { return loop_.recursive; }
  // It stays with the loop.
  [[nodiscard]] bool reaches(const void*) const override { return true; }
  Value call(Render& render, const Arguments& arguments) override;

  [[nodiscard]] const std::vector<Value>& items() const { return items_; }
  void go_to(std::size_t index) { index_ = index; }
  Value cycle(const Arguments& arguments) const;
  bool changed(const Arguments& arguments);

 private:
  const Statement& loop_;
  std::vector<Value> items_;
  std::size_t index_ = 0;
  std::size_t depth_;
  Scope& scope_;
  std::optional<std::vector<Value>> last_;
};

/// `namespace(...)`: the one thing whose attributes a template may set, also from inside of a loop.
class NamespaceObject final : public Object {
 public:
  [[nodiscard]] std::string_view type_name() const override { return "Namespace"; }
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) override;
  [[nodiscard]] bool reaches(const void* target) const override;
  void set(std::string_view name, Value value);

 private:
  std::vector<std::pair<std::string, Value>> values_;
};

/// A template that was imported.
class ModuleObject final : public Object {
 public:
  explicit ModuleObject(Scope& scope) : scope_(scope) {}
  [[nodiscard]] std::string_view type_name() const override { return "TemplateModule"; }
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) override;

 private:
  Scope& scope_;
};

/// A function, perhaps of an object.
class FunctionObject final : public Object {
 public:
  using Function = Value (*)(Render& render, const Value& self, const Arguments& arguments);
  explicit FunctionObject(Function function, Value self = {}) : function_(function), self_(std::move(self)) {}
  [[nodiscard]] std::string_view type_name() const override { return "function"; }
  [[nodiscard]] bool callable() const override { return true; }
  [[nodiscard]] bool reaches(const void* target) const override { return templates::reaches(self_, target); }
  Value call(Render& render, const Arguments& arguments) override { return function_(render, self_, arguments); }

 private:
  Function function_;
  Value self_;
};

/// The functions that every template has: range, dict, namespace, cycler, joiner.
[[nodiscard]] std::vector<std::pair<std::string, Value>> standard_globals();

}  // namespace talaria::templates
