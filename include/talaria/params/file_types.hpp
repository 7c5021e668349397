// How files are described: UploadFile as a value of forms, and std::string as the octets of a file.
#pragma once
#include <string>
#include <type_traits>

#include <talaria/http/upload_file.hpp>
#include <talaria/model/describe.hpp>

namespace talaria {

class Bytes;

namespace params {

/// A file as it is. Only the binding of forms can make one.
extern const model::CustomOps upload_file_ops;
/// The octets of a file, in a std::string or in Bytes, which is one.
extern const model::CustomOps octets_ops;

}  // namespace params

/// UploadFile can be a field of models that are read from forms.
template <>
struct model::Describe<UploadFile> {
  static constexpr TypeInfo make() {
    TypeInfo info = detail::scalar<UploadFile>(Kind::custom);
    info.custom = &params::upload_file_ops;
    return info;
  }
};

namespace params {

namespace detail {

template <class T>
constexpr model::TypeInfo make_file_type();

}  // namespace detail

/// The description of T as the type of a File parameter: every text in it is the octets of a file.
template <class T>
inline constexpr model::TypeInfo file_type = detail::make_file_type<T>();

namespace detail {

template <class T>
constexpr model::TypeInfo make_file_type() {
  model::TypeInfo info = model::type_info<T>;
  if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, Bytes>) {
    info.kind = model::Kind::custom;
    info.custom = &octets_ops;
  } else if constexpr (!std::is_same_v<T, UploadFile> && requires { typename T::value_type; }) {
    // By kind: g++ with sanitizers takes no comparison of an address with null for a constant.
    using model::Kind;
    const bool holds_some = info.kind == Kind::optional || info.kind == Kind::list || info.kind == Kind::set;
    if (holds_some) info.element = &file_type<model::detail::Bare<typename T::value_type>>;
  }
  return info;
}

}  // namespace detail

}  // namespace params

}  // namespace talaria
