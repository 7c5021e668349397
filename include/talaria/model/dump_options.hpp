// What of an object is written, where not everything is: the arguments of Pydantic's `model_dump`.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/model/fields_set.hpp>

namespace talaria {

/// Names of fields, also of those inside of others: `{"name", "address.street", "items.__all__.id"}` is Pydantic's
/// `{"name": True, "address": {"street"}, "items": {"__all__": {"id"}}}`. Names are those of the C++ members; the keys
/// of a map stand for themselves, `0`, `1` for the items of a list and `__all__` for each of them.
class FieldFilter {
 public:
  /// Names nothing: it filters nothing out.
  FieldFilter() noexcept;
  FieldFilter(std::initializer_list<std::string_view> paths);
  FieldFilter(const FieldFilter&);
  FieldFilter(FieldFilter&&) noexcept;
  FieldFilter& operator=(const FieldFilter&);
  FieldFilter& operator=(FieldFilter&&) noexcept;
  ~FieldFilter();

  /// Names a field more.
  void add(std::string_view path);
  [[nodiscard]] bool empty() const;

  /// What is named under a name, here.
  struct Entry;
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

/// A name, and what is named inside of it; nothing there means all of it.
struct FieldFilter::Entry {
  std::string name;
  FieldFilter inside;
};

namespace model {

/// What of an object is written, and under which names.
struct DumpOptions {
  FieldFilter include = {};       ///< only these; empty for all
  FieldFilter exclude = {};       ///< not these
  bool by_alias = true;           ///< under the names on the wire, not those of the members
  bool exclude_unset = false;     ///< not what was not sent, see `fields_set` and Partial
  bool exclude_defaults = false;  ///< not what equals its default
  bool exclude_none = false;      ///< no fields that are null
  bool exclude_computed_fields = false;
  const FieldsSet* fields_set = nullptr;  ///< what was sent of the object; null: everything, or the object knows
};

}  // namespace model

using model::DumpOptions;

}  // namespace talaria
