// What goes wrong with templates: when they are read, and when they are rendered.
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

namespace talaria {

/// A fault of a template; `what()` begins with its place, `templates/item.html:12: `, where that is known.
class TemplateError : public std::runtime_error {
 public:
  explicit TemplateError(const std::string& message) : std::runtime_error(message), message_(message) {}
  /// With the file and the line, from 1.
  TemplateError(const std::string& message, std::string_view file, int line)
      : std::runtime_error(std::string(file) + ":" + std::to_string(line) + ": " + message),
        message_(message),
        file_(file),
        line_(line) {}

  /// What is wrong, without the place.
  [[nodiscard]] const std::string& message() const { return message_; }
  /// Where; empty and 0 when it is not known.
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] int line() const { return line_; }

 private:
  std::string message_;
  std::string file_;
  int line_ = 0;
};

/// The text of a template is none (Jinja2's name).
class TemplateSyntaxError : public TemplateError {
 public:
  using TemplateError::TemplateError;
};

/// There is no template of that name.
class TemplateNotFound : public TemplateError {
 public:
  using TemplateError::TemplateError;
};

/// Something was asked of a value that is not there.
class UndefinedError : public TemplateError {
 public:
  using TemplateError::TemplateError;
};

}  // namespace talaria
