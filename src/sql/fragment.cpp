#include <stdexcept>

#include <talaria/sql/fragment.hpp>

namespace talaria::sql {

namespace {

constexpr char value_mark = '\x01';
constexpr char sqlite_mark = '\x02';
constexpr char postgresql_mark = '\x03';
constexpr char end_mark = '\x04';
constexpr std::string_view marks = "\x01\x02\x03\x04";

}  // namespace

Fragment& Fragment::add(const Fragment& other) {
  text_ += other.text_;
  values_.insert(values_.end(), other.values_.begin(), other.values_.end());
  return *this;
}

Fragment& Fragment::add_by_dialect(std::string_view sqlite, std::string_view postgresql) {
  text_ += sqlite_mark;
  text_ += sqlite;
  text_ += postgresql_mark;
  text_ += postgresql;
  text_ += end_mark;
  return *this;
}

Fragment& Fragment::add_identifier(std::string_view name) {
  if (name.find_first_of(marks) != std::string_view::npos) {
    throw std::invalid_argument("a name in SQL holds no control characters");
  }
  text_ += quote_identifier(name);
  return *this;
}

Fragment& Fragment::add_column(std::string_view table, std::string_view column) {
  if (!table.empty()) {
    add_identifier(table);
    text_ += '.';
  }
  return add_identifier(column);
}

Fragment& Fragment::add_value(Value value, std::string_view cast) {
  text_ += value_mark;
  values_.push_back(std::move(value));
  if (!cast.empty()) add_by_dialect("", "::" + std::string(cast));
  return *this;
}

Fragment& Fragment::add_joined(const std::vector<Fragment>& parts, std::string_view separator) {
  bool first = true;
  for (const Fragment& part : parts) {
    if (!std::exchange(first, false)) add(separator);
    add(part);
  }
  return *this;
}

Statement Fragment::render(Dialect dialect) const {
  Statement statement;
  statement.parameters = values_;
  std::string& out = statement.text;
  out.reserve(text_.size() + 2 * values_.size());
  std::size_t number = 0;
  bool skipping = false;
  for (const char c : text_) {
    if (c == value_mark) {
      append_placeholder(out, dialect, ++number);
    } else if (c == sqlite_mark) {
      skipping = dialect != Dialect::sqlite;
    } else if (c == postgresql_mark) {
      skipping = dialect != Dialect::postgresql;
    } else if (c == end_mark) {
      skipping = false;
    } else if (!skipping) {
      out += c;
    }
  }
  return statement;
}

}  // namespace talaria::sql
