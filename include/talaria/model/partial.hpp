// Partial<T>: a model of which any part may be sent, for PATCH.
#pragma once
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include <talaria/model/convert.hpp>

namespace talaria {

/// A T of which every field may be left out, and that remembers which were not: `Body<Partial<Item>> patch`, then
/// `patch->update(item)`. Its schema has the fields of T and requires none. It writes what is set and nothing else. The
/// model's own `validate()` does not run, as it may ask for what is not there.
///
/// A field of T that is an optional so has three states: not set, set and empty, set to a value.
template <class T>
class Partial : public T {
 public:
  using partial_of = T;

  /// Nothing is set.
  Partial() : fields_set_(0, count) {}
  /// Everything is set.
  Partial(T object) : T(std::move(object)) {}

  /// Whether a member was sent or set: `patch.is_set(&Item::price)`.
  template <class M, class C>
  [[nodiscard]] bool is_set(M C::* member) const {
    return fields_set_.contains(field_of(member));
  }
  /// Sets a member: `patch.set(&Item::price, 5)`.
  template <class M, class C, class V>
  void set(M C::* member, V&& value) {
    this->*member = std::forward<V>(value);
    fields_set_.insert(field_of(member));
  }
  [[nodiscard]] const FieldsSet& fields_set() const { return fields_set_; }
  /// The same, for what fills it.
  [[nodiscard]] FieldsSet& fields_set() { return fields_set_; }

  /// Changes in the object what is set here, see talaria::apply_update.
  template <class To>
  void update(To& object) const {
    talaria::apply_update(object, static_cast<const T&>(*this), fields_set_);
  }

 private:
  static constexpr std::size_t count = model::detail::field_table<T>.size();

  template <class M, class C>
  std::size_t field_of(M C::* member) const {
    const void* const place = &model::detail::bare(this->*member);
    void* places[count + 1];
    model::Describe<T>::locate(const_cast<T*>(static_cast<const T*>(this)), places);
    std::size_t field = 0;
    while (field < count && places[field] != place) ++field;
    return field;
  }

  FieldsSet fields_set_;
};

namespace model {

template <class T>
struct Describe<Partial<T>> {
  static constexpr auto fields = [] {
    auto table = detail::field_table<T>;
    for (FieldInfo& field : table) field.may_be_absent = true;
    return table;
  }();
  static constexpr TypeInfo make() {
    TypeInfo info{Kind::object};
    info.ops = detail::value_ops<Partial<T>>;
    info.name = reflect::type_name<Partial<T>>;
    info.qualified_name = reflect::qualified_type_name<Partial<T>>;
    info.fields = fields;
    info.config = type_info<T>.config;
    info.plain_input = detail::is_plain(*info.config);
    for (const FieldInfo& field : info.fields) info.plain_input = info.plain_input && detail::is_plain(field);
    info.locate = [](void* object, void** places) {
      Describe<T>::locate(static_cast<T*>(static_cast<Partial<T>*>(object)), places);
    };
    info.fields_set = [](void* object) { return &static_cast<Partial<T>*>(object)->fields_set(); };
    return info;
  }
};

}  // namespace model

}  // namespace talaria
