// What a route may say beyond its handler: the keyword arguments of FastAPI's decorators, as structs.
// Their constructors and destructors are out of line, so a registration stays cheap to compile.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <talaria/describe/callable.hpp>
#include <talaria/model/json.hpp>

namespace talaria {

/// A list of texts that can be written as `{"users", "admin"}`.
class StringList {
 public:
  StringList() noexcept;
  StringList(std::initializer_list<std::string_view> items);
  explicit StringList(std::vector<std::string> items);
  StringList(const StringList&);
  StringList& operator=(const StringList&);
  ~StringList();
  [[nodiscard]] const std::vector<std::string>& items() const { return items_; }

 private:
  std::vector<std::string> items_;
};

/// A dependency whose value nobody needs: `{depends<verify_token>}` in the `dependencies` of an app, a router or a
/// route.
struct DependencyRef {
  describe::ParameterInfo parameter;
};

/// A list of dependencies that can be written as `{depends<verify_token>, depends<verify_key>}`.
class DependencyList {
 public:
  DependencyList() noexcept;
  DependencyList(std::initializer_list<DependencyRef> items);
  DependencyList(const DependencyList&);
  DependencyList& operator=(const DependencyList&);
  ~DependencyList();
  [[nodiscard]] const std::vector<DependencyRef>& items() const { return items_; }

 private:
  std::vector<DependencyRef> items_;
};

/// A response beyond the successful one, for the document.
struct ResponseSpec {
  std::string description = {};
  /// The model of its JSON, `schema_of<Message>`; null for none.
  const model::TypeInfo* model = nullptr;
};

/// Responses by status code, written as `{{404, {.description = "Not found"}}}`.
class ResponseMap {
 public:
  using Entry = std::pair<int, ResponseSpec>;
  ResponseMap() noexcept;
  ResponseMap(std::initializer_list<Entry> entries);
  ResponseMap(const ResponseMap&);
  ResponseMap& operator=(const ResponseMap&);
  ~ResponseMap();
  /// The later map's entries replace the earlier ones'.
  void update(const ResponseMap& other);
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

/// Options of one route. Everything may be left out.
struct RouteOptions {
  /// The status of a successful response; 200 unless said.
  std::optional<int> status_code = {};
  StringList tags = {};
  /// Instead of the title made from the handler's name.
  std::string summary = {};
  std::string description = {};
  std::string response_description = "Successful Response";
  ResponseMap responses = {};
  bool deprecated = false;
  std::optional<std::string> operation_id = {};
  bool include_in_schema = true;
  /// The name of the operation; a lambda has none of its own and needs this.
  std::string name = {};
  DependencyList dependencies = {};
  /// Whether a body is only read as JSON when its content type says so; that of the router or the app unless said.
  std::optional<bool> strict_content_type = {};
  /// How many octets a body may have, in place of the server's `Limits::content`; beyond it is answered with 413.
  std::optional<std::uint64_t> max_body_size = {};

  ~RouteOptions();
};

/// Options of a router, or of one inclusion of a router: they go for all its routes.
struct RouterOptions {
  /// Begins with `/` and does not end with one; may hold captures.
  std::string prefix = {};
  StringList tags = {};
  DependencyList dependencies = {};
  ResponseMap responses = {};
  std::optional<bool> deprecated = {};
  bool include_in_schema = true;
  /// For the routes that do not say it themselves, see RouteOptions.
  std::optional<bool> strict_content_type = {};
  /// For the routes that do not say it themselves, see RouteOptions.
  std::optional<std::uint64_t> max_body_size = {};

  ~RouterOptions();
};

}  // namespace talaria
