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

#include <talaria/base/chrono.hpp>
#include <talaria/describe/callable.hpp>
#include <talaria/describe/json_part.hpp>
#include <talaria/http/method.hpp>
#include <talaria/http/next.hpp>
#include <talaria/model/dump_options.hpp>

namespace talaria {

namespace describe {
struct OperationInfo;
struct ResponseClassInfo;
}  // namespace describe

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

/// The key of a documented response: a status code, or `"4XX"` or `"default"`.
class ResponseKey {
 public:
  ResponseKey(int status_code);
  ResponseKey(const char* key);
  /// `404`, `4XX`, `default`: as OpenAPI has it.
  [[nodiscard]] const std::string& text() const { return text_; }
  /// The status code; 0 for a range or `default`.
  [[nodiscard]] int status_code() const { return status_code_; }

 private:
  std::string text_;
  int status_code_ = 0;
};

/// A response for the document: one beyond the successful one, or something about that one.
struct ResponseSpec {
  std::string description = {};
  /// The model of its content, `schema_of<Message>`; null for none.
  const model::TypeInfo* model = nullptr;
  /// OpenAPI's parts as they are: media types (with examples), header fields, links.
  JsonPart content = {};
  JsonPart headers = {};
  JsonPart links = {};

  ~ResponseSpec();
};

/// Responses by status code, written as `{{404, {.description = "Not found"}}, {"5XX", {.model = schema_of<Fault>}}}`.
class ResponseMap {
 public:
  struct Entry {
    ResponseKey key;
    ResponseSpec spec;
    ~Entry();
  };
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

struct RouteOptions;

/// Stands around the handlers of routes (FastAPI's APIRoute class): `Task<Response> timed(Request& request, Next
/// next)`.
using RouteClass = Task<Response> (*)(Request& request, Next next);

/// Makes the operation id of a route that names none; the route's name, path, tags and method are in the argument.
using UniqueIdFunction = std::string (*)(const describe::OperationInfo& route);

struct DocumentedRoute;

/// Routes that somebody else serves and that only the document shows: see Callbacks.
class DocumentedRoutes {
 public:
  DocumentedRoutes() noexcept;
  DocumentedRoutes(const DocumentedRoutes&);
  DocumentedRoutes& operator=(const DocumentedRoutes&);
  ~DocumentedRoutes();
  void add(http::Method method, std::string_view path, const describe::CallableInfo& handler,
           const RouteOptions& options);
  /// Adds those of `other` behind these.
  void append(const DocumentedRoutes& other);
  [[nodiscard]] const std::vector<DocumentedRoute>& routes() const { return routes_; }

 private:
  std::vector<DocumentedRoute> routes_;
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
  /// Says that anybody may call it, where the app wants to know it of each route: AppOptions::require_access_policy.
  bool is_public = false;
  /// Whether a body is only read as JSON when its content type says so; that of the router or the app unless said.
  std::optional<bool> strict_content_type = {};
  /// How many octets a body may have, in place of the server's `Limits::content`; beyond it is answered with 413.
  std::optional<std::uint64_t> max_body_size = {};
  /// How long handler and dependencies may take until the response begins; then they are cancelled and the answer is
  /// 503. A plain function cannot be cancelled, the answer waits for its end. Off unless said.
  std::optional<std::chrono::milliseconds> timeout = {};
  /// `schema_of<UserRead>`: what the handler gives is converted to this model, validated, filtered and documented by
  /// it. What does not fit is a ResponseValidationError, which is the server's fault.
  const model::TypeInfo* response_model = nullptr;
  /// What of the model is written, as in `model_dump`: only these fields, or all but these.
  FieldFilter response_model_include = {};
  FieldFilter response_model_exclude = {};
  bool response_model_by_alias = true;
  /// Without the fields that the handler's JSON did not have.
  bool response_model_exclude_unset = false;
  bool response_model_exclude_defaults = false;
  bool response_model_exclude_none = false;
  /// `response_class<HTMLResponse>`: what becomes of the handler's value; JSON unless said.
  const describe::ResponseClassInfo* response_class = nullptr;
  /// Merged into the operation of the document: objects member by member, arrays one behind the other.
  JsonPart openapi_extra = {};
  UniqueIdFunction generate_unique_id_function = nullptr;
  /// Stands around the handler, its dependencies and the reading of the body.
  RouteClass route_class = nullptr;
  /// The requests that the client is sent in turn, for the document.
  DocumentedRoutes callbacks = {};

  ~RouteOptions();
};

/// A route that only the document shows. A callback's path may hold expressions: `{$request.body.url}/done`.
struct DocumentedRoute {
  http::Method method;
  std::string path;
  const describe::CallableInfo* handler;
  RouteOptions options;
};

/// Options of a router, or of one inclusion of a router: they go for all its routes, and what a route or an inner
/// router says itself wins.
struct RouterOptions {
  /// Begins with `/` and does not end with one; may hold captures.
  std::string prefix = {};
  StringList tags = {};
  DependencyList dependencies = {};
  /// Says that anybody may call its routes, see RouteOptions.
  bool is_public = false;
  ResponseMap responses = {};
  std::optional<bool> deprecated = {};
  bool include_in_schema = true;
  /// For the routes that do not say it themselves, see RouteOptions.
  std::optional<bool> strict_content_type = {};
  /// For the routes that do not say it themselves, see RouteOptions.
  std::optional<std::uint64_t> max_body_size = {};
  /// For the routes that do not say it themselves, see RouteOptions.
  std::optional<std::chrono::milliseconds> timeout = {};
  const describe::ResponseClassInfo* default_response_class = nullptr;
  UniqueIdFunction generate_unique_id_function = nullptr;
  /// For the routes of the router itself, not for those of routers that it includes.
  RouteClass route_class = nullptr;
  DocumentedRoutes callbacks = {};

  ~RouterOptions();
};

}  // namespace talaria
