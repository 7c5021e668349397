// The language, compared with what Jinja2 itself made of the same templates (record_jinja2.py).
#include "support/temporary_folder.hpp"

#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include <talaria/templates/templates.hpp>

namespace talaria {
namespace {

const Json& recorded() {
  static const Json cases = [] {
    std::stringstream text;
    text << std::ifstream(TALARIA_JINJA2_CASES).rdbuf();
    auto parsed = parse_json(text.str());
    if (!parsed) throw std::runtime_error("the recorded cases are no JSON");
    return *parsed;
  }();
  return cases;
}

bool option(const Json& one, std::string_view name) {
  const Json* const options = one.as_object().find("options");
  return options != nullptr && options->as_object().contains(name);
}

// What the template printed, or the kind of its fault in angle brackets.
std::string answer(const Jinja2Templates& templates, const std::string& source, const JsonObject& context) {
  try {
    return templates.render_string(source, context);
  } catch (const TemplateSyntaxError&) {
    return "<TemplateSyntaxError>";
  } catch (const TemplateNotFound&) {
    return "<TemplateNotFound>";
  } catch (const UndefinedError&) {
    return "<UndefinedError>";
  } catch (const TemplateError&) {
    return "<TemplateError>";
  }
}

TEST(Jinja2, GivesTheSameAnswers) {
  tests::TemporaryFolder folder;
  for (const auto& [name, text] : recorded()["files"].as_object()) folder.write(name, text.as_string());
  const JsonArray& cases = recorded()["cases"].as_array();
  ASSERT_GE(cases.size(), 200U);
  for (const Json& one : cases) {
    const Jinja2Templates templates({.directory = folder.path(),
                                     .check = false,
                                     .trim_blocks = option(one, "trim_blocks"),
                                     .lstrip_blocks = option(one, "lstrip_blocks"),
                                     .keep_trailing_newline = option(one, "keep_trailing_newline")});
    const Json* const error = one.as_object().find("error");
    const std::string expected = error != nullptr ? "<" + error->as_string() + ">" : one["result"].as_string();
    const std::string& source = one["template"].as_string();
    EXPECT_EQ(answer(templates, source, recorded()["context"].as_object()), expected) << source;
  }
}

}  // namespace
}  // namespace talaria
