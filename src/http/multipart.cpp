#include <algorithm>

#include <talaria/base/strings.hpp>
#include <talaria/http/grammar.hpp>
#include <talaria/http/multipart.hpp>

namespace talaria::http {

namespace {

// Where a `;` outside of quotation marks stands. A quotation mark behind a backslash counts for nothing.
std::size_t end_of_segment(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) quoted = !quoted;
    if (text[i] == ';' && !quoted) return i;
  }
  return text.size();
}

std::string unquote(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
  std::string out = base::replace_all(text.substr(1, text.size() - 2), "\\\\", "\\");
  return base::replace_all(out, "\\\"", "\"");
}

// Old browsers sent the whole path of a file.
std::string without_folder(std::string filename) {
  const std::string_view view = filename;
  if (view.substr(0, 2) != "\\\\" && (view.size() < 3 || view.substr(1, 2) != ":\\")) return filename;
  return filename.substr(filename.rfind('\\') + 1);
}

}  // namespace

std::optional<std::string_view> FieldOptions::get(std::string_view name) const {
  for (auto option = options.rbegin(); option != options.rend(); ++option) {
    if (option->first == name) return option->second;
  }
  return std::nullopt;
}

FieldOptions parse_field_options(std::string_view field_value) {
  FieldOptions out;
  const std::size_t first = end_of_segment(field_value);
  out.value = base::to_lower(base::trim(field_value.substr(0, first)));
  std::string_view rest = field_value.substr(std::min(first + 1, field_value.size()));
  while (!rest.empty()) {
    const std::size_t end = end_of_segment(rest);
    const std::string_view segment = base::trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t equals = std::min(segment.find('='), segment.size());
    const std::string name = base::to_lower(base::trim(segment.substr(0, equals)));
    if (name.find('*') != std::string::npos) continue;
    std::string value = unquote(base::trim(segment.substr(std::min(equals + 1, segment.size()))));
    if (name == "filename") value = without_folder(std::move(value));
    out.options.emplace_back(name, std::move(value));
  }
  return out;
}

MultipartParser::MultipartParser(std::string_view boundary, MultipartLimits limits)
    : limits_(limits), delimiter_("\r\n--" + std::string(boundary)) {
  if (boundary.size() > limits.boundary_length) state_ = State::failed;
}

MultipartParser::Event MultipartParser::fail() {
  state_ = State::failed;
  return Event::failed;
}

MultipartParser::Event MultipartParser::next(std::string_view& octets) {
  data_ = {};
  while (true) {
    if (state_ == State::failed) return Event::failed;
    if (state_ == State::content) return next_of_content(octets);
    if (state_ == State::epilogue) octets = {};
    if (octets.empty()) return Event::need_more;
    const char c = octets.front();
    octets.remove_prefix(1);
    if (!take_head_octet(c)) return fail();
    if (state_ == State::content) return Event::part;
  }
}

bool MultipartParser::take_head_octet(char c) {
  switch (state_) {
    case State::start:
      if (c == '\r' || c == '\n') {
        state_ = State::preamble;
        return true;
      }
      return take_boundary_octet(c);
    case State::preamble:
      // What follows empty lines is skipped up to the first hyphen, as Starlette does.
      return c != '-' || take_boundary_octet(c);
    case State::first_boundary:
    case State::first_boundary_lf:
    case State::first_boundary_hyphen:
      return take_boundary_octet(c);
    default:
      return take_header_octet(c);
  }
}

// The first boundary has no end of line before it.
bool MultipartParser::take_boundary_octet(char c) {
  if (state_ == State::first_boundary_hyphen) {
    state_ = State::epilogue;
    return c == '-';
  }
  if (state_ == State::first_boundary_lf) {
    state_ = State::header_start;
    matched_ = 0;
    return c == '\n';
  }
  if (state_ != State::first_boundary) {
    state_ = State::first_boundary;
    matched_ = 2;
  }
  if (matched_ < delimiter_.size()) return c == delimiter_[matched_++];
  state_ = c == '-' ? State::first_boundary_hyphen : State::first_boundary_lf;
  return c == '-' || c == '\r';
}

bool MultipartParser::count_header_octet() {
  return ++header_size_ <= limits_.header_size;
}

bool MultipartParser::take_header_octet(char c) {
  switch (state_) {
    case State::header_start:
      if (c == '\r') {
        state_ = State::headers_lf;
        return true;
      }
      if (headers_.size() == limits_.header_count || !is_token_octet(c)) return false;
      headers_.emplace_back();
      header_size_ = 0;
      state_ = State::header_name;
      [[fallthrough]];
    case State::header_name:
      if (c == ':') {
        state_ = State::header_blank;
        return count_header_octet();
      }
      headers_.back().first += base::ascii_lower(c);
      return is_token_octet(c) && count_header_octet();
    case State::header_blank:
      if (c == ' ') return count_header_octet();
      state_ = State::header_value;
      [[fallthrough]];
    case State::header_value:
      if (c == '\r') {
        state_ = State::header_lf;
        return true;
      }
      headers_.back().second += c;
      return count_header_octet();
    case State::header_lf:
      state_ = State::header_start;
      return c == '\n';
    default:  // headers_lf
      state_ = State::content;
      return c == '\n';
  }
}

MultipartParser::Event MultipartParser::next_of_content(std::string_view& octets) {
  if (matched_ > 0) {
    const Event event = resume_delimiter(octets);
    if (event != Event::need_more || matched_ > 0 || octets.empty()) return event;
  }
  if (octets.empty()) return Event::need_more;
  const std::string_view piece = octets;
  const std::size_t whole = piece.find(delimiter_);
  std::size_t end = whole;
  if (whole != std::string_view::npos) {
    matched_ = delimiter_.size();
    octets.remove_prefix(whole + matched_);
  } else {
    // The last CR may begin a delimiter that ends in the next piece; within a delimiter there is no other CR.
    const std::size_t from = piece.size() - std::min(piece.size(), delimiter_.size() - 1);
    const std::size_t cr = piece.find_last_of('\r');
    const bool begins = cr != std::string_view::npos && cr >= from && delimiter_.starts_with(piece.substr(cr));
    end = begins ? cr : piece.size();
    matched_ = piece.size() - end;
    octets = {};
  }
  if (end == 0) return next_of_content(octets);
  data_ = piece.substr(0, end);
  return Event::data;
}

// Goes on with a delimiter of which a part was seen. need_more and matched_ == 0: it was none, and held no content.
MultipartParser::Event MultipartParser::resume_delimiter(std::string_view& octets) {
  while (!octets.empty()) {
    const char c = octets.front();
    if (!take_delimiter_octet(c)) {
      held_ = delimiter_.substr(0, matched_);
      if (matched_ > delimiter_.size()) held_ += last_ ? '-' : '\r';
      matched_ = 0;
      data_ = held_;
      return Event::data;  // and `c` is looked at again
    }
    octets.remove_prefix(1);
    if (matched_ < delimiter_.size() + 2) continue;
    matched_ = 0;
    headers_.clear();
    state_ = last_ ? State::epilogue : State::header_start;
    return Event::part_end;
  }
  return Event::need_more;
}

bool MultipartParser::take_delimiter_octet(char c) {
  bool fits = false;
  if (matched_ < delimiter_.size()) {
    fits = c == delimiter_[matched_];
  } else if (matched_ == delimiter_.size()) {
    last_ = c == '-';
    fits = last_ || c == '\r';
  } else {
    fits = c == (last_ ? '-' : '\n');
  }
  if (fits) ++matched_;
  return fits;
}

}  // namespace talaria::http
