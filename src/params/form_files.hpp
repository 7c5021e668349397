// Files among the values that are validated: a JSON value cannot hold a file, so it holds a mark that leads to it.
#pragma once
#include <string>

#include <talaria/http/form_data.hpp>
#include <talaria/model/validation_error.hpp>

namespace talaria::params {

/// While it lives, the marks of this form can be read on this thread; in no JSON of a client's they can.
class FormFiles {
 public:
  explicit FormFiles(const http::FormData& form);
  FormFiles(const FormFiles&) = delete;
  FormFiles& operator=(const FormFiles&) = delete;
  ~FormFiles();

  /// The value of a form's entry: its text, or a mark.
  [[nodiscard]] Json value_of(const http::FormEntry& entry) const;
  /// Puts what FastAPI shows of a file in place of the marks in inputs.
  void explain(model::Errors& errors, std::size_t from) const;

  /// The entry that a mark stands for; null when it is none.
  [[nodiscard]] static const http::FormEntry* find(const Json& value);

 private:
  const http::FormData& form_;
  const http::FormData* outer_;
};

}  // namespace talaria::params
