// The parameter types of handlers and dependencies: what is read from where. Names and facts are in the type, so the
// value is an ordinary T and nothing is looked up by hand.
#pragma once
#include <string_view>
#include <utility>
#include <vector>

#include <talaria/base/state_map.hpp>
#include <talaria/describe/callable.hpp>
#include <talaria/http/request.hpp>
#include <talaria/model/describe.hpp>
#include <talaria/model/field.hpp>
#include <talaria/model/fields_set.hpp>
#include <talaria/model/fixed_string.hpp>
#include <talaria/params/file_types.hpp>

namespace talaria {

class BackgroundTasks;
class WebSocket;
template <class In, class Out>
class TypedWebSocket;

namespace params {
template <class A>
struct Argument;
}  // namespace params

namespace model::detail {
// In model/convert.hpp.
template <class To, class From>
void update_members(To& to, const From& from, const FieldsSet& sent);
}  // namespace model::detail

/// A segment of the path: `Path<int, "item_id", ge{1}>` for `/items/{item_id}`.
template <class T, FixedString Name = "", auto... F>
class Path : public Field<T, F...> {
 public:
  using Field<T, F...>::Field;
};

/// A value of the query string: `Query<int, "limit", le{100}, defaults{10}>`. An optional, or one with a default, need
/// not be sent. A vector or a set takes every value of that name. `Query<Filter>` of a struct takes all its fields;
/// Header and Cookie do likewise.
template <class T, FixedString Name = "", auto... F>
class Query : public Field<T, F...> {
 public:
  using Field<T, F...>::Field;
};

/// A header field: `Header<std::string, "x_token">` reads `x-token`; see `keep_underscores` and `alias`.
template <class T, FixedString Name = "", auto... F>
class Header : public Field<T, F...> {
 public:
  using Field<T, F...>::Field;
};

/// A cookie: `Cookie<std::optional<std::string>, "session_id">`.
template <class T, FixedString Name = "", auto... F>
class Cookie : public Field<T, F...> {
 public:
  using Field<T, F...>::Field;
};

/// The JSON body: `Body<Item> item`, used as `item->price` and `*item`. Where a handler takes several, or with `embed`,
/// each stands under its name in one object: `Body<Item, "item">, Body<User, "user">`.
template <class T, FixedString Name = "", auto... F>
class Body {
 public:
  using talaria_wrapper_tag = void;
  using value_type = T;
  static constexpr const model::Facts& facts = model::facts_of<T, F...>;

  Body() = default;
  explicit Body(T value) : value_(std::move(value)) {}
  Body(model::detail::FromValue, T&& value) : value_(std::move(value)) {}

  [[nodiscard]] T& operator*() { return value_; }
  [[nodiscard]] const T& operator*() const { return value_; }
  [[nodiscard]] T* operator->() { return &value_; }
  [[nodiscard]] const T* operator->() const { return &value_; }
  operator const T&() const { return value_; }

  /// The names of the fields that were sent (Pydantic's `model_fields_set`).
  [[nodiscard]] std::vector<std::string_view> fields_set() const { return sent_.names(model::type_info<T>); }
  /// The same with what was sent of models inside, for `model_dump(*body, {.exclude_unset = true, .fields_set =
  /// &body.sent()})`.
  [[nodiscard]] const FieldsSet& sent() const { return sent_; }
  /// Changes in the object what was sent and nothing else, for PATCH: see talaria::apply_update, which needs
  /// `model/convert.hpp`.
  template <class To>
  void update(To& object) const {
    model::detail::update_members(object, value_, sent_);
  }

 private:
  friend params::Argument<Body>;

  T value_{};
  FieldsSet sent_ = {};
};

/// A field of a form: `Form<std::string, "username">`. An empty text counts as not sent. `Form<Login>` of a model
/// without a name takes the whole form, each field of the struct one of its fields.
template <class T, FixedString Name = "", auto... F>
class Form : public Field<T, F...> {
 public:
  using Field<T, F...>::Field;
};

/// A file of a form: `File<UploadFile, "file">`, or `File<std::string, "file">` for its octets, all in memory. An
/// optional need not be sent; a vector takes every file of that name.
template <class T, FixedString Name = "", auto... F>
class File : public Field<T, F...> {
 public:
  using Field<T, F...>::Field;
};

/// An object of the application's state, put there with `app.state.emplace<T>(...)`; shared by all requests, so it must
/// be safe to use from several threads. `State<UserRepository> users` is used as `users->find(5)`.
template <class T>
class State {
 public:
  explicit State(T& object) : object_(&object) {}
  [[nodiscard]] T& operator*() const { return *object_; }
  [[nodiscard]] T* operator->() const { return object_; }

 private:
  T* object_;
};

namespace params {

/// How an argument of type A is described, and made from the value that the engine bound. One specialisation per
/// parameter type; the primary template has none, and registration says so (talaria[T101]).
template <class A>
struct Argument;

template <class A>
concept Bindable = requires { Argument<A>::describe(); };

namespace detail {

// A struct whose fields are parameters of their own.
template <class T>
constexpr bool is_parameter_model() {
  if constexpr (model::reflect::Members<T>::is_model) return model::type_info<T>.kind == model::Kind::object;
  return false;
}

template <describe::Location Where, class P, class T, FixedString Name,
          describe::BodyKind Kind = describe::BodyKind::json>
struct ValueArgument {
  static constexpr describe::ParameterInfo describe() {
    constexpr bool is_body = Where == describe::Location::body && Kind == describe::BodyKind::json;
    constexpr bool is_model = !is_body && Where != describe::Location::path && is_parameter_model<T>();
    constexpr bool named = Name.view().size() > 0 || is_body || is_model;
    static_assert(named,
                  "talaria[T102]: a parameter needs a name: Query<int, \"limit\">; only that of a struct whose fields "
                  "are the parameters needs none: Query<Filter>");
    constexpr bool one_name = P::facts.alias_paths.empty();
    static_assert(one_name,
                  "talaria[T216]: AliasChoices and AliasPath are for the fields of models; a parameter has one name: "
                  "validation_alias{\"item-query\"}, or make it a field of a struct: Query<Filter>");
    describe::ParameterInfo info{Where};
    if constexpr (named && one_name) {
      info.name = model::detail::StaticText<Name>::value.view();
      info.facts = model::detail::described_facts<P, T, P>();
      info.body_kind = Kind;
      info.is_model = is_model;
      if constexpr (Kind == describe::BodyKind::file && !is_model) {
        info.type = &file_type<T>;
      } else {
        info.type = &model::type_info<T>;
      }
    }
    return info;
  }
  static P take(void* value) { return P(model::detail::FromValue{}, std::move(*static_cast<T*>(value))); }
};

}  // namespace detail

template <class T, FixedString Name, auto... F>
struct Argument<Path<T, Name, F...>> : detail::ValueArgument<describe::Location::path, Path<T, Name, F...>, T, Name> {};
template <class T, FixedString Name, auto... F>
struct Argument<Query<T, Name, F...>>
    : detail::ValueArgument<describe::Location::query, Query<T, Name, F...>, T, Name> {};
template <class T, FixedString Name, auto... F>
struct Argument<Header<T, Name, F...>>
    : detail::ValueArgument<describe::Location::header, Header<T, Name, F...>, T, Name> {};
template <class T, FixedString Name, auto... F>
struct Argument<Cookie<T, Name, F...>>
    : detail::ValueArgument<describe::Location::cookie, Cookie<T, Name, F...>, T, Name> {};
template <class T, FixedString Name, auto... F>
struct Argument<Body<T, Name, F...>> : detail::ValueArgument<describe::Location::body, Body<T, Name, F...>, T, Name> {
  using Base = detail::ValueArgument<describe::Location::body, Body<T, Name, F...>, T, Name>;
  /// A value, and what was sent of it. The value is first, so that its address is that of both.
  struct Stored {
    T value{};
    FieldsSet sent = {};
  };
  static constexpr describe::ParameterInfo describe() {
    describe::ParameterInfo info = Base::describe();
    if constexpr (std::is_default_constructible_v<T>) {  // else it is no type for a body, which was said already
      info.storage = &model::detail::value_ops<Stored>;
      info.fields_set = [](void* value) { return &static_cast<Stored*>(value)->sent; };
    }
    return info;
  }
  static Body<T, Name, F...> take(void* value) {
    auto& stored = *static_cast<Stored*>(value);
    Body<T, Name, F...> body(std::move(stored.value));
    body.sent_ = std::move(stored.sent);
    return body;
  }
};

template <class T, FixedString Name, auto... F>
struct Argument<Form<T, Name, F...>>
    : detail::ValueArgument<describe::Location::body, Form<T, Name, F...>, T, Name, describe::BodyKind::form> {};
template <class T, FixedString Name, auto... F>
struct Argument<File<T, Name, F...>>
    : detail::ValueArgument<describe::Location::body, File<T, Name, F...>, T, Name, describe::BodyKind::file> {};

template <class R>
  requires std::is_same_v<std::remove_const_t<R>, Request>
struct Argument<R&> {
  static constexpr describe::ParameterInfo describe() { return {describe::Location::request}; }
  static R& take(void* request) { return *static_cast<R*>(request); }
};

template <>
struct Argument<Response&> {
  static constexpr describe::ParameterInfo describe() { return {describe::Location::response}; }
  static Response& take(void* response) { return *static_cast<Response*>(response); }
};

template <>
struct Argument<BackgroundTasks&> {
  static constexpr describe::ParameterInfo describe() { return {describe::Location::background}; }
  static BackgroundTasks& take(void* tasks) { return *static_cast<BackgroundTasks*>(tasks); }
};

template <>
struct Argument<WebSocket&> {
  static constexpr describe::ParameterInfo describe() { return {describe::Location::websocket}; }
  static WebSocket& take(void* socket) { return *static_cast<WebSocket*>(socket); }
};

template <class In, class Out>
struct Argument<TypedWebSocket<In, Out>> {
  static constexpr describe::ParameterInfo describe() {
    describe::ParameterInfo info{describe::Location::websocket};
    info.type = &model::type_info<In>;
    info.sends = &model::type_info<Out>;
    return info;
  }
  static TypedWebSocket<In, Out> take(void* socket) {
    return TypedWebSocket<In, Out>(*static_cast<WebSocket*>(socket));
  }
};

template <class T>
struct Argument<State<T>> {
  static constexpr describe::ParameterInfo describe() {
    describe::ParameterInfo info{describe::Location::state};
    info.state_key = &base::state_key<T>;
    info.state_type = model::reflect::qualified_type_name<T>;
    return info;
  }
  static State<T> take(void* object) { return State<T>(*static_cast<T*>(object)); }
};

}  // namespace params

}  // namespace talaria
