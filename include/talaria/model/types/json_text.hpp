// JsonText<T>: a text that holds JSON, read into a T (Pydantic's `Json[T]`).
#pragma once
#include <utility>

#include <talaria/model/describe.hpp>
#include <talaria/model/text_format.hpp>

namespace talaria {

/// Sent as a string of JSON, `"{\"a\": 1}"`; here it is the T that the JSON stands for, and it is written as that T.
template <class T = Json>
struct JsonText {
  T value{};

  JsonText() = default;
  JsonText(T its_value) : value(std::move(its_value)) {}
  [[nodiscard]] T& operator*() { return value; }
  [[nodiscard]] const T& operator*() const { return value; }
  [[nodiscard]] T* operator->() { return &value; }
  [[nodiscard]] const T* operator->() const { return &value; }
  friend bool operator==(const JsonText&, const JsonText&) = default;
};

namespace model {

extern const CustomOps json_text_ops;

/// `element` is what is in the text. It lies at the start of the value.
template <class T>
struct Describe<JsonText<T>> {
  static constexpr TypeInfo make() {
    TypeInfo info = detail::custom<JsonText<T>>("json", json_text_ops);
    info.element = &type_info<detail::Bare<T>>;
    info.element_facts = &detail::Unwrapped<T>::facts;
    return info;
  }
};

}  // namespace model

}  // namespace talaria
