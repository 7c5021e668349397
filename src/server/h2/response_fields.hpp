// The head of a response as HTTP/2 sends it (RFC 9113 section 8.3.2).
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/http/response.hpp>

namespace talaria::server::h2 {

struct Field {
  std::string_view name;
  std::string_view value;
};

/// The fields of one response: names in lower case, no fields of the connection, and those that the server adds. A
/// response that cannot be written (a status code that is none, a media type with control characters) becomes an empty
/// 500. Views into the response and into this object.
class ResponseFields {
 public:
  ResponseFields(const Response& response, std::string_view date, bool is_head);
  ResponseFields(const ResponseFields&) = delete;
  ResponseFields& operator=(const ResponseFields&) = delete;

  [[nodiscard]] const std::vector<Field>& list() const { return list_; }
  /// Whether content follows at all.
  [[nodiscard]] bool has_content() const { return has_content_; }
  /// How much content follows, where that was said.
  [[nodiscard]] std::optional<std::size_t> length() const { return length_; }

 private:
  void add_own(const Response& response);
  void add_length(const Response& response, bool is_head);
  void add(std::string_view name, std::string_view value) { list_.push_back({name, value}); }
  std::string_view lower_case(std::string_view name);

  std::vector<Field> list_;
  std::string names_;  // those that were not in lower case; never grows, so that views stay valid
  std::array<char, 3> status_{};
  std::array<char, 20> length_text_{};
  std::optional<std::size_t> length_;
  bool has_content_ = false;
  bool has_type_ = false;
  bool has_date_ = false;
};

}  // namespace talaria::server::h2
