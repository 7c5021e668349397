// Jinja2Templates: pages made of templates in Jinja2's language (Starlette's and FastAPI's Jinja2Templates).
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <talaria/base/owned.hpp>
#include <talaria/http/response.hpp>
#include <talaria/model/json.hpp>
#include <talaria/templates/template_error.hpp>

namespace talaria {

class Request;

namespace templates {

class Environment;

/// The names that a template knows: `{{"id", id}, {"user", user}}`, a JsonObject, or a model, whose fields they are.
class Context {
 public:
  Context() = default;
  Context(std::initializer_list<JsonMember> members) : names_(members) {}
  Context(JsonObject names) : names_(std::move(names)) {}
  /// Throws std::bad_variant_access for what is no object.
  template <class T>
    requires(!std::is_base_of_v<Context, T> && !std::is_same_v<T, JsonObject> && std::is_convertible_v<const T&, Json>)
  Context(const T& model) : names_(Json(model).as_object()) {}

  [[nodiscard]] const JsonObject& names() const { return names_; }

 private:
  JsonObject names_;
};

/// A filter of the program's own: the value, the arguments behind its name, and what comes of them. A text that it
/// gives is escaped like any other.
using FilterFunction = Json (*)(const Json& value, const JsonArray& arguments);
/// Names for every template, made of the request (Starlette's context processors).
using ContextProcessor = JsonObject (*)(const Request& request);

/// What a response of a template says beside its text.
struct ResponseOptions {
  ResponseOptions() = default;
  ResponseOptions(int status) : status_code(status) {}
  ResponseOptions(int status, http::Headers fields) : status_code(status), headers(std::move(fields)) {}

  int status_code = 200;
  http::Headers headers = {};
  /// A literal, or text that outlives the response.
  std::string_view media_type = "text/html; charset=utf-8";
};

}  // namespace templates

/// The templates of a folder, `Jinja2Templates templates{{.directory = "templates"}}`. They are read once, and again
/// when their files change. Texts are escaped (`& < > ' "`) wherever a template prints them, but in templates whose
/// names end in `.txt`, `.md`, `.csv`, `.json`, `.yaml` or `.yml` (before `.j2` or `.jinja`, if that is there), and
/// unless they are marked with `safe`. No name leads out of the folder. Safe to use from several loops at the
/// same time.
class Jinja2Templates {
 public:
  struct Options {
    std::string directory;  ///< relative to where the program runs, or from `/` on
    /// Whether the constructor reads all templates (`.html`, `.htm`, `.xhtml`, `.xml`, `.svg`, `.txt`, `.md`, `.j2`,
    /// `.jinja`, `.jinja2`), so that one with a fault keeps the program from starting.
    bool check = true;
    /// Whether files are looked at each time, and read again if they have changed.
    bool auto_reload = true;
    bool trim_blocks = false;            ///< the line end behind a block's tag is left out
    bool lstrip_blocks = false;          ///< so are blanks before one at the beginning of a line
    bool keep_trailing_newline = false;  ///< the line end at the end of a file stays
    /// Filters of the program's own, in place of others of these names.
    std::vector<std::pair<std::string, templates::FilterFunction>> filters = {};
    /// Names that every template knows.
    JsonObject globals = {};
    std::vector<templates::ContextProcessor> context_processors = {};

    ~Options();
  };

  /// Throws TemplateError with every fault of every template, each with its file and line, and when the folder is not
  /// there.
  explicit Jinja2Templates(const Options& options);
  Jinja2Templates(Jinja2Templates&&) noexcept;
  Jinja2Templates& operator=(Jinja2Templates&&) noexcept;
  ~Jinja2Templates();

  /// The response that the template of that name prints. The template also knows `request` and
  /// `url_for('read_item', id=5)`. Throws TemplateError: TemplateNotFound, TemplateSyntaxError, UndefinedError.
  [[nodiscard]] Response TemplateResponse(const Request& request, std::string_view name,
                                          const templates::Context& context = {},
                                          const templates::ResponseOptions& options = {}) const;
  /// What the template of that name prints, for mails and files.
  [[nodiscard]] std::string render(std::string_view name, const templates::Context& context = {}) const;
  /// The same of a template that is no file. Texts in it are escaped; it may extend and include those of the folder.
  [[nodiscard]] std::string render_string(std::string_view source, const templates::Context& context = {}) const;

  /// Reads all templates; throws as the constructor does.
  void check() const;

 private:
  Owned<templates::Environment> environment_;
};

}  // namespace talaria
