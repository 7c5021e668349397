// Render: one rendering of a template. It walks the tree; everything that it makes ends with it.
#pragma once
#include "templates/syntax.hpp"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace talaria::templates {

using Filter = Value (*)(Render& render, const Value& value, const Arguments& arguments);

/// What a rendering asks its surroundings for.
class Library {
 public:
  virtual ~Library() = default;
  /// The template of that name. Throws TemplateNotFound, TemplateSyntaxError.
  [[nodiscard]] virtual std::shared_ptr<const Syntax> load(std::string_view name) const = 0;
  /// Whether texts are escaped in a template of that name.
  [[nodiscard]] virtual bool autoescape(std::string_view name) const = 0;
  /// Calls a filter of the program's own; nothing when there is none of that name.
  [[nodiscard]] virtual std::optional<Value> filter(std::string_view name, const Value& value,
                                                    const Arguments& arguments) const = 0;
};

/// Variables, and where to look for those that are not there.
struct Scope {
  Scope* parent = nullptr;
  const JsonObject* context = nullptr;  ///< of the outermost one
  bool captured = false;                ///< a macro was made in it, so it stays until the end
  std::vector<std::pair<std::string_view, Value>> variables = {};

  [[nodiscard]] Value* find(std::string_view name);
  void set(std::string_view name, Value value);
};

/// A block of a template.
struct BlockRef {
  const Statement* block;
  const Syntax* syntax;
};
/// The blocks of a template and of those that it extends, by their names, the one that counts first.
using Chain = std::map<std::string_view, std::vector<BlockRef>>;

/// Where a rendering is.
struct Frame {
  const Syntax* syntax;
  Scope* root;   ///< of the template's own variables
  Scope* scope;  ///< the innermost
  Chain* chain;
  bool autoescape;
  std::string* out;
  const Syntax* parent = nullptr;  ///< what the template extends, once it said so
  std::string_view block = {};     ///< the block that is rendered
  std::size_t level = 0;           ///< which of those of its name
};

/// What one rendering may take.
struct RenderLimits {
  int depth = 1200;                  ///< of macros, includes, blocks and expressions inside of each other
  std::uint64_t steps = UINT64_MAX;  ///< of statements and expressions
};

class Render {
 public:
  /// The names that `globals` holds are known everywhere, those of `context` not in templates that are imported.
  Render(const Library& library, const JsonObject& context, const std::vector<std::pair<std::string, Value>>& globals,
         RenderLimits limits = {});

  /// Renders a template. Throws TemplateError.
  [[nodiscard]] std::string run(std::shared_ptr<const Syntax> syntax);

  // For filters, tests, functions and objects:
  [[nodiscard]] bool autoescape() const { return frame_->autoescape; }
  [[nodiscard]] Frame& frame() { return *frame_; }
  [[nodiscard]] Value call_filter(std::string_view name, const Value& value, const Arguments& arguments);
  /// `at` is where the macro was made; what it prints goes into the value.
  [[nodiscard]] Value call_macro(const Statement& macro, Frame at, const Arguments& arguments);
  /// What a block prints; `level` 0 is the one that counts.
  [[nodiscard]] Value call_block(Chain& chain, Scope& root, std::string_view name, std::size_t level);
  /// Runs a loop's body again, for `loop(...)`.
  [[nodiscard]] Value call_loop(const Statement& loop, const Value& items, std::size_t depth, Scope& scope);

  /// Counts what is under way; throws when it is too much.
  class Nested {
   public:
    explicit Nested(Render& render);
    ~Nested() { --render_.depth_; }
    Nested(const Nested&) = delete;
    Nested& operator=(const Nested&) = delete;

   private:
    Render& render_;
  };

 private:
  friend class Nested;
  class InScope;
  class InFrame;
  class Captured;

  // Expressions.
  Value evaluate(const Expression& expression);
  Value evaluate_plain(const Expression& expression);
  Value evaluate_name(const Expression& expression);
  Value evaluate_list(const Expression& expression);
  Value evaluate_dict(const Expression& expression);
  Value evaluate_binary(const Expression& expression);
  Value evaluate_concat(const Expression& expression);
  bool evaluate_compare(const Expression& expression);
  Value evaluate_condition(const Expression& expression);
  Value evaluate_slice(const Expression& expression);
  Value evaluate_call(const Expression& expression, const Value& caller);
  Value evaluate_filter(const Expression& expression, const Value* input);
  bool evaluate_test(const Expression& expression);
  Arguments evaluate_arguments(const CallArguments& from);

  // Statements.
  void render(const Body& body);
  void render(const Statement& statement);
  void render_plain(const Statement& statement);
  void render_if(const Statement& statement);
  void render_for(const Statement& statement, const Value& items, std::size_t depth);
  void render_set(const Statement& statement);
  void render_block(const Statement& statement);
  void render_extends(const Statement& statement);
  void render_include(const Statement& statement);
  void render_import(const Statement& statement);
  void render_macro(const Statement& statement);
  void render_call_block(const Statement& statement);
  void render_filter(const Statement& statement);
  void render_with(const Statement& statement);
  void render_autoescape(const Statement& statement);
  std::string captured(const Body& body);
  void assign(const Target& target, const Value& value);
  void bind_parameters(const Statement& macro, const Arguments& arguments, Scope& own);
  void bind_named(const Statement& macro, const std::string& name, const Arguments& arguments, Scope& own);

  // Templates.
  void run_template(const Syntax& syntax, Scope& root, std::string& out);
  Scope& run_module(const Statement& statement);
  const Syntax& keep(std::shared_ptr<const Syntax> syntax);
  const Syntax& load(const Value& name);
  const Syntax* load_first(const Value& names, bool ignore_missing);
  Scope& open_scope(Scope* parent);
  void close_scope(Scope& scope);
  static void capture(Scope* scope);

  const Library& library_;
  const std::vector<std::pair<std::string, Value>>& globals_;
  RenderLimits limits_;
  int depth_ = 0;
  std::uint64_t steps_ = 0;
  std::map<const Syntax*, std::shared_ptr<const Syntax>> loaded_;
  std::deque<Scope> scopes_;
  std::vector<Scope*> free_scopes_;
  std::deque<Chain> chains_;
  std::string discarded_;
  const JsonObject& context_;
  Frame* frame_ = nullptr;
  // Of what is evaluated. An exception leaves it where it was thrown, so that its place is known without a handler at
  // every level.
  struct Place {
    const Syntax* syntax = nullptr;
    int line = 0;
  };
  Place place_;
};

}  // namespace talaria::templates
