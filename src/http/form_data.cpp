#include <algorithm>

#include <talaria/base/strings.hpp>
#include <talaria/base/utf8.hpp>
#include <talaria/http/form_data.hpp>
#include <talaria/http/request.hpp>
#include <talaria/http/url.hpp>

namespace talaria::http {

namespace {

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

// What Python's unquote_plus makes of a text that was read as Latin-1.
std::string decode_form_text(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const bool ascii = is_ascii(text.front());
    std::size_t end = 0;
    while (end < text.size() && is_ascii(text[end]) == ascii) ++end;
    std::string run(text.substr(0, end));
    if (ascii) std::replace(run.begin(), run.end(), '+', ' ');
    out += ascii ? percent_decode(run) : latin1_to_utf8(run);
    text.remove_prefix(end);
  }
  return out;
}

[[noreturn]] void fail(std::string reason) {
  throw BodyError(400, std::move(reason));
}

std::string in_kilobytes(std::size_t size) {
  return std::to_string(size / 1024) + "KB.";
}

[[noreturn]] void fail_too_many_fields(std::size_t limit) {
  fail("Too many fields. Maximum number of fields is " + std::to_string(limit) + ".");
}

// The texts of a form as UTF-8. Other character sets than UTF-8 are read as Latin-1, and so is what is no UTF-8.
class TextDecoder {
 public:
  explicit TextDecoder(std::string_view charset) : utf8_(charset.empty() || is_utf8_name(charset)) {}
  [[nodiscard]] std::string decode(std::string_view text) const {
    return utf8_ && base::is_valid_utf8(text) ? std::string(text) : latin1_to_utf8(text);
  }

 private:
  static bool is_utf8_name(std::string_view name) {
    std::string letters;
    for (const char c : name) {
      if (c != '-' && c != '_') letters += base::ascii_lower(c);
    }
    return letters == "utf8" || letters == "u8";
  }
  bool utf8_;
};

class MultipartReader {
 public:
  MultipartReader(const FieldOptions& type, const FormLimits& limits)
      : limits_(limits),
        parser_(type.get("boundary").value_or(""), limits.multipart),
        decoder_(type.get("charset").value_or("")) {
    if (!type.get("boundary")) fail("Missing boundary in multipart.");
  }

  Task<void> feed(std::string_view octets) {
    while (true) {
      switch (parser_.next(octets)) {
        case MultipartParser::Event::need_more:
          co_return;
        case MultipartParser::Event::failed:
          fail("Invalid multipart data.");
        case MultipartParser::Event::part:
          begin_part();
          break;
        case MultipartParser::Event::data:
          if (entry_.is_file()) {
            co_await entry_.file.write(parser_.data());
          } else {
            add_text(parser_.data());
          }
          break;
        case MultipartParser::Event::part_end:
          if (entry_.is_file()) {
            co_await entry_.file.seek(0);
          } else {
            entry_.text = decoder_.decode(entry_.text);
          }
          entries_.push_back(std::move(entry_));
          break;
      }
    }
  }

  std::vector<FormEntry> finish() {
    // A boundary that is too long is refused even when nothing follows it.
    std::string_view nothing;
    if (parser_.next(nothing) == MultipartParser::Event::failed) fail("Invalid multipart data.");
    return std::move(entries_);
  }

 private:
  void begin_part() {
    std::string_view disposition;
    for (const auto& [name, value] : parser_.headers()) {
      if (name == "content-disposition") disposition = value;
    }
    const FieldOptions options = parse_field_options(disposition);
    const auto name = options.get("name");
    if (!name) fail("The Content-Disposition header field \"name\" must be provided.");
    entry_ = {decoder_.decode(*name), {}, {}};
    if (const auto filename = options.get("filename")) {
      if (++files_ > limits_.files) {
        fail("Too many files. Maximum number of files is " + std::to_string(limits_.files) + ".");
      }
      entry_.file = UploadFile(decoder_.decode(*filename), parser_.headers(), limits_.spool_size);
    } else if (++fields_ > limits_.fields) {
      fail_too_many_fields(limits_.fields);
    }
  }

  void add_text(std::string_view octets) {
    if (entry_.text.size() + octets.size() > limits_.part_size) {
      fail("Part exceeded maximum size of " + in_kilobytes(limits_.part_size));
    }
    entry_.text.append(octets);
  }

  const FormLimits& limits_;
  MultipartParser parser_;
  TextDecoder decoder_;
  FormEntry entry_;
  std::vector<FormEntry> entries_;
  std::size_t files_ = 0;
  std::size_t fields_ = 0;
};

Task<FormData> read_multipart(Request& request, const FieldOptions& type, const FormLimits& limits) {
  MultipartReader reader(type, limits);
  RequestStream stream = request.stream();
  while (true) {
    const std::string_view piece = co_await stream.next();
    if (piece.empty()) break;
    co_await reader.feed(piece);
  }
  co_return FormData(reader.finish());
}

Task<FormData> read_urlencoded(Request& request, const FormLimits& limits) {
  UrlencodedParser parser(limits);
  RequestStream stream = request.stream();
  while (true) {
    const std::string_view piece = co_await stream.next();
    if (piece.empty()) break;
    parser.feed(piece);
  }
  co_return FormData(parser.finish());
}

}  // namespace

const FormEntry* FormData::find(std::string_view name) const {
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    if (entry->name == name) return &*entry;
  }
  return nullptr;
}

std::optional<std::string_view> FormData::get(std::string_view name) const {
  const FormEntry* entry = find(name);
  if (entry == nullptr || entry->is_file()) return std::nullopt;
  return entry->text;
}

UploadFile FormData::get_file(std::string_view name) const {
  const FormEntry* entry = find(name);
  return entry == nullptr ? UploadFile() : entry->file;
}

Task<void> FormData::load(std::string_view name) {
  for (FormEntry& entry : entries_) {
    if (entry.name != name || !entry.is_file()) continue;
    // Whoever reads the file itself begins at its beginning.
    co_await entry.file.seek(0);
    entry.text = co_await entry.file.read();
    co_await entry.file.seek(0);
  }
}

std::vector<const FormEntry*> FormData::get_all(std::string_view name) const {
  std::vector<const FormEntry*> found;
  for (const FormEntry& entry : entries_) {
    if (entry.name == name) found.push_back(&entry);
  }
  return found;
}

void UrlencodedParser::feed(std::string_view octets) {
  while (!octets.empty()) {
    const std::size_t end = std::min(octets.find('&'), octets.size());
    const std::string_view piece = octets.substr(0, end);
    std::size_t counted = piece.size();
    if (!has_equals_ && piece.find('=') != std::string_view::npos) {
      has_equals_ = true;
      --counted;
    }
    size_ += counted;
    if (size_ > limits_.part_size) fail("Field exceeded maximum size of " + in_kilobytes(limits_.part_size));
    field_.append(piece);
    if (end < octets.size()) end_field();
    octets.remove_prefix(std::min(end + 1, octets.size()));
  }
}

void UrlencodedParser::end_field() {
  if (field_.empty()) return;
  if (entries_.size() == limits_.fields) fail_too_many_fields(limits_.fields);
  const std::string_view field = field_;
  const std::size_t equals = std::min(field.find('='), field.size());
  entries_.push_back({decode_form_text(field.substr(0, equals)),
                      decode_form_text(field.substr(std::min(equals + 1, field.size()))),
                      {}});
  field_.clear();
  size_ = 0;
  has_equals_ = false;
}

std::vector<FormEntry> UrlencodedParser::finish() {
  end_field();
  return std::move(entries_);
}

Task<FormData> read_form(Request& request, FormLimits limits) {
  const FieldOptions type = parse_field_options(request.headers().get("content-type").value_or(""));
  FormData form;
  if (type.value == "multipart/form-data") {
    form = co_await read_multipart(request, type, limits);
  } else if (type.value == "application/x-www-form-urlencoded") {
    form = co_await read_urlencoded(request, limits);
  }
  co_return form;
}

}  // namespace talaria::http
