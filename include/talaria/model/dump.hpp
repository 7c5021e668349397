// Object to JSON: straight to text for responses, or to a Json value for code that looks at it.
#pragma once
#include <string>

#include <talaria/model/describe.hpp>
#include <talaria/model/json.hpp>

namespace talaria {

namespace model {

/// Appends the object as compact JSON text, names as on the wire.
void write_json(std::string& out, const TypeInfo& type, const void* object);

/// The object as a Json value.
[[nodiscard]] Json to_json(const TypeInfo& type, const void* object);

}  // namespace model

/// The object as a Json value (Pydantic's `model_dump(mode="json")`).
template <class T>
[[nodiscard]] Json model_dump(const T& object) {
  return model::to_json(model::type_info<T>, &object);
}

/// The object as compact JSON text (Pydantic's `model_dump_json`).
template <class T>
[[nodiscard]] std::string model_dump_json(const T& object) {
  std::string out;
  model::write_json(out, model::type_info<T>, &object);
  return out;
}

template <class T>
  requires model::detail::described_for_json<T>
Json::Json(const T& object) : Json(model::to_json(model::type_info<model::detail::Bare<T>>, &object)) {}

}  // namespace talaria
