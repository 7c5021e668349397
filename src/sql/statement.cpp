#include <algorithm>

#include <talaria/sql/errors.hpp>
#include <talaria/sql/statement.hpp>

namespace talaria::sql {

namespace {

/// What PostgreSQL calls the type of an empty list, as it compares nothing with a text but texts.
std::string_view type_name(const model::TypeInfo* type) {
  using model::Kind;
  if (type == nullptr) return "text";
  if (type->kind == Kind::optional) return type_name(type->element);
  if (type->kind == Kind::boolean) return "boolean";
  if (type->kind == Kind::integer) return "bigint";
  if (type->kind == Kind::number) return "double precision";
  if (type->kind != Kind::custom) return "text";
  if (type->name == "uuid" || type->name == "date" || type->name == "time") return type->name;
  if (type->name == "datetime") return "timestamptz";
  if (type->name == "decimal") return "numeric";
  return type->name == "bytes" ? "bytea" : "text";
}

/// Numbers the parameters of a text as they are met.
class Rendering {
 public:
  Rendering(Dialect dialect, const std::vector<Parameter>& known)
      : dialect_(dialect), known_(known), numbers_(known.size(), 0) {}

  void append_code(std::string_view code) {
    // What is written \: is a colon that begins no parameter.
    for (std::size_t at = 0; at < code.size(); ++at) {
      if (code[at] == '\\' && at + 1 < code.size() && code[at + 1] == ':') continue;
      statement_.text += code[at];
    }
  }

  void append_parameter(std::string_view name) {
    const auto found = std::find_if(known_.begin(), known_.end(), [&](const Parameter& p) { return p.name() == name; });
    if (found == known_.end()) {
      throw ProgrammingError("the parameter ':" + std::string(name) + "' of the SQL has no value: param(\"" +
                             std::string(name) + "\", ...)");
    }
    std::size_t& number = numbers_[static_cast<std::size_t>(found - known_.begin())];
    if (number == 0) {
      number = statement_.parameters.size() + 1;
      statement_.parameters.insert(statement_.parameters.end(), found->values().begin(), found->values().end());
    }
    append_placeholders(number, *found);
  }

  Statement finish() {
    for (std::size_t i = 0; i < known_.size(); ++i) {
      if (numbers_[i] == 0) {
        throw ProgrammingError("there is a value for ':" + known_[i].name() + "', but no such parameter in the SQL");
      }
    }
    return std::move(statement_);
  }

 private:
  void append_placeholders(std::size_t number, const Parameter& parameter) {
    // Nothing is in an empty list, and nothing is missing from it.
    if (parameter.is_list() && parameter.values().empty()) {
      statement_.text += dialect_ == Dialect::postgresql
                             ? "SELECT NULL::" + std::string(type_name(parameter.element())) + " WHERE false"
                             : "SELECT NULL WHERE 1 = 0";
      return;
    }
    for (std::size_t i = 0; i < parameter.values().size(); ++i) {
      if (i != 0) statement_.text += ", ";
      append_placeholder(statement_.text, dialect_, number + i);
    }
  }

  Dialect dialect_;
  const std::vector<Parameter>& known_;
  std::vector<std::size_t> numbers_;  // of the first value of each; 0 as long as it was not met
  Statement statement_;
};

void check_names(const std::vector<Parameter>& parameters) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (parameters[i].name() == parameters[j].name()) {
        throw ProgrammingError("there are two values for ':" + parameters[i].name() + "'");
      }
    }
  }
}

}  // namespace

TextQuery::TextQuery(UnsafeSql sql, std::vector<Parameter> parameters)
    : made_(std::move(sql.text())), parameters_(std::move(parameters)) {
  switch (detail::TextScanner(made_).fault()) {
    case detail::TextFault::none:
      return;
    case detail::TextFault::unclosed_quote:
      throw ProgrammingError("a quote in the SQL is not closed");
    case detail::TextFault::unclosed_comment:
      throw ProgrammingError("a comment in the SQL is not closed");
    case detail::TextFault::positional_parameter:
      throw ProgrammingError("the SQL has a positional parameter such as $1; parameters have names: id = :id");
  }
}

Statement TextQuery::render(Dialect dialect) const {
  check_names(parameters_);
  const std::string_view text = sql();
  const detail::TextScanner scanner(text);
  Rendering rendering(dialect, parameters_);
  std::size_t done = 0;
  while (done < text.size()) {
    const detail::FoundParameter found = scanner.next(done);
    rendering.append_code(text.substr(done, found.begin - done));
    if (found.begin < text.size())
      rendering.append_parameter(text.substr(found.begin + 1, found.end - found.begin - 1));
    done = found.end;
  }
  return rendering.finish();
}

}  // namespace talaria::sql
