// TextFormat<T>: makes a class of the program's own a scalar that is a text on the wire, usable as field, item and
// parameter. Talaria's own such types (UUIDs, e-mail addresses, IP addresses) are built on the same TextOps.
#pragma once
#include <string>
#include <string_view>
#include <type_traits>

#include <talaria/model/describe.hpp>
#include <talaria/model/validation_error.hpp>

namespace talaria {

/// Specialise it for a class that has a default constructor:
///
///     template <>
///     struct talaria::TextFormat<Color> {
///       static Color parse(std::string_view text);       // or throws ValueError
///       static std::string print(const Color& color);
///       static constexpr std::string_view format = "color";           // optional: `format` in the JSON Schema
///       static constexpr std::string_view error_type = "color_error"; // optional: else `value_error`
///     };
template <class T>
struct TextFormat;

namespace model {

/// A scalar that is a text on the wire.
struct TextOps : CustomOps {
  /// Reads a text; else false, and `error` says why.
  bool (*parse)(std::string_view text, void* out, std::string& error);
  /// Appends the text that stands for the value.
  void (*print)(const void* value, std::string& out);
  std::string_view format;                      ///< `format` in the schema, none when empty
  std::string_view error_type;                  ///< of a text that is none of these
  std::string_view type_error = "string_type";  ///< of an input that is no text
};

/// The functions of CustomOps for all that has TextOps.
bool validate_text_scalar(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);
bool read_text_scalar(const TypeInfo& type, const Facts& facts, std::string_view text, void* out);
void write_text_scalar(const TypeInfo& type, const void* value, const ModelConfig& config, std::string& out);
void text_scalar_schema(const TypeInfo& type, const Facts& facts, const ModelConfig& config, SchemaMode mode,
                        JsonObject& schema);

/// The first four members of a TextOps.
inline constexpr CustomOps text_scalar_ops{validate_text_scalar, read_text_scalar, write_text_scalar,
                                           text_scalar_schema};

namespace detail {

template <class T>
concept HasTextFormat = requires(std::string_view text, const T& value) {
  TextFormat<T>::parse(text);
  TextFormat<T>::print(value);
};

template <class T>
constexpr TextOps user_text_ops() {
  TextOps ops{text_scalar_ops,
              [](std::string_view text, void* out, std::string& error) {
                try {
                  *static_cast<T*>(out) = TextFormat<T>::parse(text);
                  return true;
                } catch (const ValueError& fault) {
                  error = fault.what();
                  return false;
                }
              },
              [](const void* value, std::string& out) { out += TextFormat<T>::print(*static_cast<const T*>(value)); },
              {},
              "value_error"};
  if constexpr (requires { TextFormat<T>::format; }) ops.format = TextFormat<T>::format;
  if constexpr (requires { TextFormat<T>::error_type; }) ops.error_type = TextFormat<T>::error_type;
  return ops;
}

}  // namespace detail

template <detail::HasTextFormat T>
struct Describe<T> {
  static constexpr TextOps ops = detail::user_text_ops<T>();
  static constexpr TypeInfo make() { return detail::custom<T>(reflect::type_name<T>, ops); }
};

namespace detail {

/// Throws ValueError; not constexpr, so that a constant that is wrong does not compile.
[[noreturn]] void refuse(const char* why);

/// Talaria's own scalars: `to_string()` is how they are printed.
template <class T>
concept PrintsItself = requires { typename T::talaria_prints_itself; };

}  // namespace detail

}  // namespace model

/// Writes a scalar to a stream as its text. (A template, so that <ostream> is only needed where it is used.)
template <class Stream, model::detail::PrintsItself T>
auto operator<<(Stream& out, const T& value) -> decltype(out << std::string()) {
  return out << value.to_string();
}

}  // namespace talaria
