// What a folder of templates gives and refuses, and the limits of one rendering.
#include "templates/environment.hpp"

#include "support/temporary_folder.hpp"

#include <filesystem>
#include <string>

#include <gmock/gmock.h>

namespace talaria::templates {
namespace {

using ::testing::HasSubstr;

TEST(PlainName, LeadsNowhereElse) {
  EXPECT_EQ(plain_name("a.html"), "a.html");
  EXPECT_EQ(plain_name("/a//./b.html"), "a/b.html");
  for (const std::string_view name : {"..", "../a.html", "a/../../b", "a\\b", "", "/", "."}) {
    EXPECT_EQ(plain_name(name), std::nullopt) << name;
  }
  EXPECT_EQ(plain_name(std::string_view("a\0.html", 7)), std::nullopt);
}

struct EnvironmentTest : ::testing::Test {
  [[nodiscard]] std::string render(const std::string& name, const JsonObject& context = {}) const {
    return environment.render(environment.load(name), context, nullptr);
  }
  [[nodiscard]] std::string what(const std::string& name) const {
    try {
      return "no fault: " + render(name);
    } catch (const TemplateError& error) {
      return std::string(error.what()).substr(folder.path().size() + 1);
    }
  }
  tests::TemporaryFolder folder;
  Environment environment{{.directory = folder.path(), .check = false}};
};

TEST_F(EnvironmentTest, NoNameLeadsOutOfTheFolder) {
  folder.write("in/a.html", "inside");
  folder.write("in/b.html", "{% include '../secret.txt' %}");
  folder.write("secret.txt", "secret");
  std::filesystem::create_symlink(folder.path() + "/secret.txt", folder.path() + "/in/link.html");
  const Environment inner({.directory = folder.path() + "/in", .check = false});
  EXPECT_EQ(inner.render(inner.load("a.html"), {}, nullptr), "inside");
  EXPECT_THROW(static_cast<void>(inner.load("../secret.txt")), TemplateNotFound);
  EXPECT_THROW(static_cast<void>(inner.load("x/../../secret.txt")), TemplateNotFound);
  EXPECT_THROW(static_cast<void>(inner.load("link.html")), TemplateNotFound);
  EXPECT_THROW(static_cast<void>(inner.load("")), TemplateNotFound);
  EXPECT_THROW(static_cast<void>(inner.render(inner.load("b.html"), {}, nullptr)), TemplateNotFound);
}

TEST_F(EnvironmentTest, ReadsAFileAgainWhenItHasChanged) {
  folder.write("a.html", "one");
  EXPECT_EQ(render("a.html"), "one");
  folder.write("a.html", "three");
  EXPECT_EQ(render("a.html"), "three");
  const Environment once({.directory = folder.path(), .check = false, .auto_reload = false});
  EXPECT_EQ(once.render(once.load("a.html"), {}, nullptr), "three");
  folder.write("a.html", "fourteen");
  EXPECT_EQ(once.render(once.load("a.html"), {}, nullptr), "three");
}

TEST_F(EnvironmentTest, EscapesByTheNameOfWhatIsMade) {
  for (const char* name : {"a.html", "a.HTML.j2", "a.xml", "a.jinja", "a", "a.js"})
    EXPECT_TRUE(environment.autoescape(name)) << name;
  for (const char* name : {"a.txt", "a.txt.j2", "a.md", "a.yml.jinja2"})
    EXPECT_FALSE(environment.autoescape(name)) << name;
}

TEST_F(EnvironmentTest, NamesTheInnermostPlaceOfAFault) {
  folder.write("page.html", "one\n{% include 'part.html' %}");
  folder.write("part.html", "\n\n{{ user.name }}");
  EXPECT_EQ(what("page.html"), "part.html:3: 'user' is undefined");
  folder.write("broken.html", "\n{% if x %}\n{{ a b }}{% endif %}");
  EXPECT_EQ(what("broken.html"), "broken.html:3: unexpected 'b'");
  folder.write("absent.html", "\n{% include 'nothing.html' %}");
  EXPECT_THAT(what("absent.html"), HasSubstr("absent.html:2: there is no template 'nothing.html'"));
}

TEST_F(EnvironmentTest, EndsWhatWouldNotEnd) {
  folder.write("include.html", "{% include 'include.html' %}");
  EXPECT_THAT(what("include.html"), HasSubstr("nested too deeply"));
  folder.write("macro.html", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}");
  EXPECT_THAT(what("macro.html"), HasSubstr("nested too deeply"));
  folder.write("block.html", "{% block a %}{{ self.a() }}{% endblock %}");
  EXPECT_THAT(what("block.html"), HasSubstr("nested too deeply"));
  folder.write("extends.html", "{% extends 'extends.html' %}");
  EXPECT_THAT(what("extends.html"), HasSubstr("extends itself"));
  folder.write("range.html", "{{ range(1000000000)|length }}");
  EXPECT_THAT(what("range.html"), HasSubstr("a range has at most"));
  folder.write("repeat.html", "{{ 'x' * 1000000000 }}");
  EXPECT_THAT(what("repeat.html"), HasSubstr("too large"));
  folder.write("deep.html", std::string(5000, '(') + "1" + std::string(5000, ')'));
  EXPECT_EQ(what("deep.html"), "no fault: " + std::string(5000, '(') + "1" + std::string(5000, ')'));
  folder.write("deeper.html", "{{ " + std::string(5000, '(') + "1" + std::string(5000, ')') + " }}");
  EXPECT_THAT(what("deeper.html"), HasSubstr("nested too deeply"));
  std::string chain = "{{ a";
  for (int i = 0; i < 5000; ++i) chain += ".b";
  folder.write("chain.html", chain + " }}");
  EXPECT_THAT(what("chain.html"), HasSubstr("nested too deeply"));
}

// Nothing that a template makes is a part of itself: nobody would free it.
TEST_F(EnvironmentTest, RefusesValuesThatHoldThemselves) {
  for (const char* source :
       {"{% set l = [] %}{% set _ = l.append(l) %}", "{% set l = [] %}{% set _ = l.append([l]) %}",
        "{% set n = namespace() %}{% set n.me = n %}", "{% set n = namespace() %}{% set n.me = [n] %}",
        "{% set d = {} %}{% set _ = d.update({'d': d}) %}",
        "{% set l = [] %}{% for x in [1] %}{% set _ = l.append(loop) %}{% endfor %}"}) {
    folder.write("a.html", source);
    EXPECT_THAT(what("a.html"), HasSubstr("cannot hold itself")) << source;
  }
}

TEST_F(EnvironmentTest, ChecksEverythingAtOnce) {
  folder.write("good.html", "{% extends 'base.html' %}");
  folder.write("base.html", "{{ x }}");
  environment.check();
  folder.write("sub/one.html", "\n{% endif %}");
  folder.write("two.txt", "{{ x|nofilter }}");
  folder.write("three.html", "\n\n{% include 'absent.html' %}");
  folder.write("no-template.py", "{% endif %}");
  try {
    environment.check();
    FAIL() << "no fault was found";
  } catch (const TemplateError& error) {
    EXPECT_THAT(error.what(), HasSubstr("sub/one.html:2: Encountered unknown tag 'endif'."));
    EXPECT_THAT(error.what(), HasSubstr("two.txt:1: No filter named 'nofilter'."));
    EXPECT_THAT(error.what(), HasSubstr("three.html:3: there is no template 'absent.html'"));
    EXPECT_THAT(error.what(), ::testing::Not(HasSubstr("no-template.py")));
  }
  EXPECT_THROW(Environment({.directory = folder.path() + "/nowhere"}), TemplateError);
}

TEST_F(EnvironmentTest, ALoopThatIsKeptPrintsNothingStrange) {
  folder.write("a.html", "{% for i in range(3) %}{% macro m() %}{{ i }}{% endmacro %}{{ m() }}{% endfor %}");
  EXPECT_EQ(render("a.html"), "012");
  folder.write("b.html", "{% macro outer() %}{% macro inner() %}x{% endmacro %}{{ inner }}{% endmacro %}{{ outer() }}");
  EXPECT_EQ(render("b.html"), "&lt;jinja2.runtime.Macro&gt;");
}

}  // namespace
}  // namespace talaria::templates
