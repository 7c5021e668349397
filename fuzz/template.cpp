// Templates: whatever the text, it is read or refused, and what was read is rendered within limits. A text of the
// context that is printed with escaping leaves no markup behind.
#include "require.hpp"
#include "templates/objects.hpp"
#include "templates/syntax.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <talaria/templates/template_error.hpp>

using namespace talaria;
using talaria::fuzz::require;

namespace {

// Templates that include others find themselves.
class OneTemplate final : public templates::Library {
 public:
  std::shared_ptr<const templates::Syntax> syntax;

  [[nodiscard]] std::shared_ptr<const templates::Syntax> load(std::string_view) const override { return syntax; }
  [[nodiscard]] bool autoescape(std::string_view) const override { return true; }
  [[nodiscard]] std::optional<templates::Value> filter(std::string_view, const templates::Value&,
                                                       const templates::Arguments&) const override {
    return std::nullopt;
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  templates::ParseOptions options;
  options.lexer.trim_blocks = size % 2 == 1;
  options.lexer.lstrip_blocks = size % 3 == 1;
  options.has_filter = [](std::string_view name) { return name.size() < 20; };
  OneTemplate library;
  try {
    library.syntax = templates::parse_template(text, "fuzz.html", "fuzz.html", options);
  } catch (const TemplateSyntaxError& error) {
    require(error.line() > 0, "a fault has a place");
    return 0;
  }
  const JsonObject context{{"name", "<b>'x' & \"y\"</b>"},
                           {"n", 3},
                           {"xs", JsonArray{1, "a", nullptr, 2.5}},
                           {"d", JsonObject{{"k", "v"}, {"items", 1}}}};
  const auto globals = templates::standard_globals();
  try {
    templates::Render render(library, context, globals, {.depth = 200, .steps = 20'000});
    const std::string out = render.run(library.syntax);
    require(text.find("{{") != std::string_view::npos || text.find("{%") != std::string_view::npos ||
                text.find("{#") != std::string_view::npos || out.size() <= text.size(),
            "text without tags stays as it is");
  } catch (const TemplateError&) {
  }
  return 0;
}
