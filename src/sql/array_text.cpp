#include "sql/array_text.hpp"

#include <talaria/base/strings.hpp>

namespace talaria::sql {

namespace {

class ArrayReader {
 public:
  explicit ArrayReader(std::string_view text) : text_(text) {}

  std::optional<std::vector<std::optional<std::string>>> read() {
    std::vector<std::optional<std::string>> items;
    if (!take('{')) return std::nullopt;
    if (take('}')) return at_end(std::move(items));
    do {
      if (!read_item(items)) return std::nullopt;
    } while (take(','));
    if (!take('}')) return std::nullopt;
    return at_end(std::move(items));
  }

 private:
  template <class T>
  std::optional<T> at_end(T items) const {
    if (at_ != text_.size()) return std::nullopt;
    return items;
  }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool read_item(std::vector<std::optional<std::string>>& items) {
    if (take('"')) return read_quoted(items);
    const std::size_t end = text_.find_first_of(",{}\"\\", at_);
    if (end == std::string_view::npos || end == at_) return false;
    const std::string_view item = text_.substr(at_, end - at_);
    at_ = end;
    if (base::iequals(item, "NULL")) {
      items.emplace_back(std::nullopt);
    } else {
      items.emplace_back(std::string(item));
    }
    return true;
  }
  bool read_quoted(std::vector<std::optional<std::string>>& items) {
    std::string item;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '\\' && ++at_ == text_.size()) return false;
      item += text_[at_++];
    }
    items.emplace_back(std::move(item));
    return take('"');
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<std::vector<std::optional<std::string>>> parse_array(std::string_view text) {
  return ArrayReader(text).read();
}

void append_array_item(std::string& out, std::string_view item) {
  out += '"';
  for (const char c : item) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

}  // namespace talaria::sql
