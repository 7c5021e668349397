// Header fields: views for what came in, owned text for what goes out.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace talaria::http {

/// One field line, name and value as they came (value without the blanks around it).
struct HeaderField {
  std::string_view name;
  std::string_view value;
};

/// The header fields of a request, in the order received. Views: valid as long as the request.
class RequestHeaders {
 public:
  RequestHeaders() = default;
  explicit RequestHeaders(std::span<const HeaderField> fields) : fields_(fields) {}

  /// The first value of the field, whatever the case of its name.
  [[nodiscard]] std::optional<std::string_view> get(std::string_view name) const;
  /// Every value of the field, in order.
  [[nodiscard]] std::vector<std::string_view> get_all(std::string_view name) const;
  [[nodiscard]] bool contains(std::string_view name) const { return get(name).has_value(); }
  [[nodiscard]] auto begin() const { return fields_.begin(); }
  [[nodiscard]] auto end() const { return fields_.end(); }
  [[nodiscard]] std::size_t size() const { return fields_.size(); }

 private:
  std::span<const HeaderField> fields_;
};

/// Header fields that are owned: those of a response, or of a request that is being made.
///
/// A name that is no token or a value with CR, LF, NUL or another control octet throws std::invalid_argument
/// (RFC 9110 section 5.5), so no caller can split a response.
class Headers {
 public:
  using Field = std::pair<std::string, std::string>;

  Headers() = default;
  Headers(std::initializer_list<Field> fields);

  /// Replaces every field of that name by this one.
  void set(std::string_view name, std::string_view value);
  /// Adds a field and keeps those of the same name (`set-cookie`).
  void add(std::string_view name, std::string_view value);
  /// Says in `vary` that the response depends on the request's field `name` (RFC 9110 section 12.5.5), once.
  void add_vary(std::string_view name);
  /// Removes every field of that name.
  void remove(std::string_view name);
  [[nodiscard]] std::optional<std::string_view> get(std::string_view name) const;
  [[nodiscard]] std::vector<std::string_view> get_all(std::string_view name) const;
  [[nodiscard]] bool contains(std::string_view name) const { return get(name).has_value(); }
  [[nodiscard]] auto begin() const { return fields_.begin(); }
  [[nodiscard]] auto end() const { return fields_.end(); }
  [[nodiscard]] std::size_t size() const { return fields_.size(); }
  [[nodiscard]] bool empty() const { return fields_.empty(); }

 private:
  std::vector<Field> fields_;
};

}  // namespace talaria::http
