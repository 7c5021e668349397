// multipart/form-data (RFC 7578), piece by piece and without any input or output: what it takes and refuses is what
// Starlette does with python-multipart.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace talaria::http {

/// A field value with parameters, `form-data; name="file"; filename="a.txt"`.
struct FieldOptions {
  std::string value;  ///< what stands before the first `;`, in lower case
  /// Names in lower case; of equal names the last one counts. `name*=` is left out (RFC 7578 section 4.2).
  std::vector<std::pair<std::string, std::string>> options;

  [[nodiscard]] std::optional<std::string_view> get(std::string_view name) const;
};
[[nodiscard]] FieldOptions parse_field_options(std::string_view field_value);

/// What the head of one part may hold; the defaults are python-multipart's.
struct MultipartLimits {
  std::size_t header_count = 8;          ///< fields of one part
  std::size_t header_size = 4096 + 128;  ///< octets of one field, without its end of line
  std::size_t boundary_length = 256;     ///< RFC 2046 wants no more than 70, and nobody minds
};

/// Takes a body apart. Feed it pieces of any size: the result is the same, but for where `data` is cut.
class MultipartParser {
 public:
  enum class Event : std::uint8_t {
    need_more,  ///< all octets are taken
    part,       ///< the head of a part is complete, see headers()
    data,       ///< octets of the part's content, see data()
    part_end,   ///< the part is complete
    failed,     ///< this is no multipart/form-data; nothing more comes
  };

  explicit MultipartParser(std::string_view boundary, MultipartLimits limits = {});

  /// Goes on to the next event and takes from the front of `octets` what it has read.
  [[nodiscard]] Event next(std::string_view& octets);
  /// After `data`: valid until the next call, and as long as the octets it was fed with.
  [[nodiscard]] std::string_view data() const { return data_; }
  /// After `part`: its fields, names in lower case.
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& headers() const { return headers_; }
  /// Whether the closing boundary was seen. A body without it is taken as far as it goes.
  [[nodiscard]] bool complete() const { return state_ == State::epilogue; }

 private:
  enum class State : std::uint8_t {
    start,
    preamble,
    first_boundary,
    first_boundary_lf,
    first_boundary_hyphen,
    header_start,
    header_name,
    header_blank,
    header_value,
    header_lf,
    headers_lf,
    content,
    epilogue,
    failed,
  };

  Event fail();
  bool take_head_octet(char c);
  bool take_boundary_octet(char c);
  bool take_header_octet(char c);
  bool count_header_octet();
  Event next_of_content(std::string_view& octets);
  Event resume_delimiter(std::string_view& octets);
  bool take_delimiter_octet(char c);

  State state_ = State::start;
  MultipartLimits limits_;
  std::string delimiter_;    // CR LF -- boundary
  std::size_t matched_ = 0;  // octets of the delimiter, and of the two behind it, that were seen
  bool last_ = false;        // the octet behind the delimiter was a hyphen
  std::size_t header_size_ = 0;
  std::vector<std::pair<std::string, std::string>> headers_;
  std::string held_;  // what looked like a delimiter and was content
  std::string_view data_;
};

}  // namespace talaria::http
