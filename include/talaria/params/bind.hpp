// Binding: the values of a request to the values of parameters, with every violation by its place.
#pragma once
#include <string_view>

#include <talaria/describe/operation_info.hpp>
#include <talaria/http/request.hpp>
#include <talaria/model/validation_error.hpp>

namespace talaria::params {

/// Binds a path parameter from its (decoded) text. `out` is a default-constructed value of its type.
bool bind_path(const describe::BoundParameter& parameter, std::string_view text, void* out, model::Errors& errors);

/// Binds a query, header or cookie parameter from the request.
bool bind_head(const describe::BoundParameter& parameter, const Request& request, void* out, model::Errors& errors);

/// The JSON body of a request, parsed at most once and only if something asks for its parts.
class JsonBody {
 public:
  /// `octets` is the whole content; what is no JSON by its content type is a string of those octets. No content at all
  /// is null. Without a content type it is JSON unless `strict_content_type`.
  JsonBody(std::string_view octets, std::optional<std::string_view> content_type, bool strict_content_type = true);

  /// Whether the content is declared as JSON (`application/json`, `application/*+json`).
  [[nodiscard]] bool is_json() const { return is_json_; }
  [[nodiscard]] std::string_view octets() const { return octets_; }
  /// Parses; false, with FastAPI's `json_invalid` in `errors`, when the content is no JSON although it says so. Throws
  /// HTTPException (400) when it is not even text, or nested too deeply.
  bool parse(model::Errors& errors);
  /// The parsed body; null before parse() and when there is none, the text when it was no JSON.
  [[nodiscard]] const Json& value() const { return value_; }

 private:
  std::string_view octets_;
  bool is_json_;
  bool parsed_ = false;
  Json value_;
};

/// Binds the one body parameter straight from the octets; false when only the explaining path can tell what is wrong.
[[nodiscard]] bool bind_whole_body_fast(const describe::BoundParameter& parameter, const JsonBody& body, void* out);
/// Binds a body parameter from the parsed body; `embedded`: it stands under its name in an object.
bool bind_body(const describe::BoundParameter& parameter, const JsonBody& body, bool embedded, void* out,
               model::Errors& errors);

/// Whether the parameter needs the octets of files in memory, see FormData::load().
[[nodiscard]] bool needs_octets(const model::TypeInfo& type);
/// Binds a body parameter from a form.
bool bind_form(const describe::BoundParameter& parameter, const http::FormData& form, void* out, model::Errors& errors);
/// A form as an object of its texts, for exception handlers.
[[nodiscard]] Json form_to_json(const http::FormData& form);

}  // namespace talaria::params
