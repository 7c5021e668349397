// Object to JSON: straight to text for responses, or to a Json value for code that looks at it.
#pragma once
#include <string>

#include <talaria/model/describe.hpp>
#include <talaria/model/dump_options.hpp>
#include <talaria/model/json.hpp>

namespace talaria {

namespace model {

/// Appends the object as compact JSON text, names as on the wire.
void write_json(std::string& out, const TypeInfo& type, const void* object);

/// The object as a Json value.
[[nodiscard]] Json to_json(const TypeInfo& type, const void* object);

/// The same of what the options leave. A list, a map and what else holds objects is gone through to them.
void write_json(std::string& out, const TypeInfo& type, const void* object, const DumpOptions& options);
[[nodiscard]] Json to_json(const TypeInfo& type, const void* object, const DumpOptions& options);

}  // namespace model

/// The object as a Json value (Pydantic's `model_dump(mode="json")`).
template <class T>
[[nodiscard]] Json model_dump(const T& object) {
  return model::to_json(model::type_info<T>, &object);
}

/// What the options leave of it: `model_dump(user, {.exclude = {"password"}})`.
template <class T>
[[nodiscard]] Json model_dump(const T& object, const DumpOptions& options) {
  return model::to_json(model::type_info<T>, &object, options);
}

/// The object as compact JSON text (Pydantic's `model_dump_json`).
template <class T>
[[nodiscard]] std::string model_dump_json(const T& object) {
  std::string out;
  model::write_json(out, model::type_info<T>, &object);
  return out;
}

/// What the options leave of it, as text.
template <class T>
[[nodiscard]] std::string model_dump_json(const T& object, const DumpOptions& options) {
  std::string out;
  model::write_json(out, model::type_info<T>, &object, options);
  return out;
}

/// Anything that has a description as a Json value: a model, a container of models, a date (FastAPI's
/// `jsonable_encoder`).
template <class T>
[[nodiscard]] Json jsonable_encoder(const T& value, const DumpOptions& options = {}) {
  return model::to_json(model::type_info<model::detail::Bare<T>>, &model::detail::Unwrapped<const T>::value(value),
                        options);
}

template <class T>
  requires model::detail::described_for_json<T>
Json::Json(const T& object) : Json(model::to_json(model::type_info<model::detail::Bare<T>>, &object)) {}

}  // namespace talaria
