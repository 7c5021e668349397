// from_value(): from values to objects, and RowMapping.
#include "model/constraints.hpp"
#include "model/enum_lookup.hpp"
#include "model/number_text.hpp"
#include "sql/array_text.hpp"
#include "sql/date_text.hpp"
#include "sql/type_words.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>
#include <new>

#include <talaria/model/types/secret.hpp>
#include <talaria/model/validate.hpp>
#include <talaria/sql/errors.hpp>
#include <talaria/sql/mapping.hpp>

namespace talaria::sql {

namespace {

using model::Kind;
using model::TypeInfo;

[[noreturn]] void refuse(const Value& value, const TypeInfo& type) {
  throw DataError("a value of kind '" + std::string(to_string(value.kind())) + "' where " + type_words(type) +
                  " was expected");
}
[[noreturn]] void refuse_content(const TypeInfo& type) {
  throw DataError("a value that is not " + type_words(type) + ", though of the right kind");
}

/// The text of a value that has to be one.
const std::string& text_of(const Value& value, const TypeInfo& type) {
  if (value.kind() != Value::Kind::text) refuse(value, type);
  return value.as_text();
}

void read_boolean(const Value& value, const TypeInfo& type, void* object) {
  if (value.kind() != Value::Kind::boolean && value.kind() != Value::Kind::integer) refuse(value, type);
  if (value.kind() == Value::Kind::integer && (value.as_integer() < 0 || value.as_integer() > 1)) refuse_content(type);
  *static_cast<bool*>(object) = value.as_bool();
}

/// The sum of a column of integers is a numeric in PostgreSQL, which comes as a text; a count may come as a real number
/// from an expression.
model::WideInteger integer_of(const Value& value, const TypeInfo& type) {
  switch (value.kind()) {
    case Value::Kind::boolean:
      return model::WideInteger::of(value.as_bool() ? 1 : 0);
    case Value::Kind::integer:
      return model::WideInteger::of(value.as_integer());
    case Value::Kind::real: {
      const double real = value.as_real();
      if (std::trunc(real) != real || std::abs(real) > 9007199254740992.0) refuse_content(type);
      return model::WideInteger::of(static_cast<std::int64_t>(real));
    }
    case Value::Kind::text: {
      const std::string& text = value.as_text();
      model::WideInteger integer;
      integer.negative = text.starts_with('-');
      const char* const begin = text.data() + (integer.negative ? 1 : 0);
      const char* const end = text.data() + text.size();
      const auto result = std::from_chars(begin, end, integer.magnitude);
      if (result.ec != std::errc() || result.ptr != end) refuse_content(type);
      return integer;
    }
    default:
      refuse(value, type);
  }
}

void read_integer(const Value& value, const TypeInfo& type, void* object) {
  const model::WideInteger integer = integer_of(value, type);
  if (!model::fits(type, integer)) refuse_content(type);
  model::store_integer(type, object, integer);
}

double real_of(const Value& value, const TypeInfo& type) {
  if (value.kind() == Value::Kind::real || value.kind() == Value::Kind::integer) return value.as_real();
  if (const auto real = model::parse_real_text(text_of(value, type))) return *real;
  refuse_content(type);
}

void read_number(const Value& value, const TypeInfo& type, void* object) {
  const double real = real_of(value, type);
  if (type.bits == 64) {
    *static_cast<double*>(object) = real;
  } else {
    *static_cast<float*>(object) = static_cast<float>(real);
  }
}

void read_enumerator(const Value& value, const TypeInfo& type, void* object) {
  const model::EnumInfo& enumeration = *type.enumeration;
  const model::EnumValue* const found = value.kind() == Value::Kind::integer
                                            ? model::find_enumerator(enumeration, value.as_integer())
                                            : model::find_enumerator(enumeration, text_of(value, type));
  if (found == nullptr) refuse_content(type);
  enumeration.set(object, found->value);
}

Json json_of(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      return nullptr;
    case Value::Kind::boolean:
      return value.as_bool();
    case Value::Kind::integer:
      return value.as_integer();
    case Value::Kind::real:
      return value.as_real();
    case Value::Kind::text:
      return value.as_text();
    case Value::Kind::bytes:
      return value.as_bytes();
  }
  return nullptr;
}

/// A scalar that reads itself, by its own rules; facts about the member are not looked at.
void read_by_rules(const Value& value, const TypeInfo& type, void* object) {
  model::Errors errors;
  if (!model::validate(type, model::no_facts, json_of(value), object, {}, errors)) refuse_content(type);
}

void read_json_text(const std::string& text, const TypeInfo& type, void* object) {
  const auto json = parse_json(text);
  if (!json) refuse_content(type);
  model::ValidationOptions options;
  options.source = model::InputSource::json_text;
  model::Errors errors;
  if (!model::validate(type, model::no_facts, *json, object, {}, errors, options)) {
    throw DataError("JSON that does not fit " +
                    (type.name.empty() ? "the type of the member" : std::string(type.name)));
  }
}

template <class T>
void parse_into(const Value& value, const TypeInfo& type, void* object) {
  try {
    *static_cast<T*>(object) = T::parse(with_whole_offset(text_of(value, type)));
  } catch (const ValueError&) {
    refuse_content(type);
  }
}

/// Octets; SQLite gives what was put in as a text back as one.
const std::string& octets_of(const Value& value, const TypeInfo& type) {
  if (value.kind() == Value::Kind::bytes) return value.as_bytes();
  return text_of(value, type);
}

void read_custom(const Value& value, const TypeInfo& type, void* object) {
  switch (custom_kind(type)) {
    case CustomKind::moment:
      return parse_into<DateTime>(value, type, object);
    case CustomKind::date:
      return parse_into<Date>(value, type, object);
    case CustomKind::time:
      return parse_into<Time>(value, type, object);
    case CustomKind::octets:
      static_cast<std::string*>(object)->assign(octets_of(value, type));
      return;
    case CustomKind::characters:
      static_cast<std::string*>(object)->assign(text_of(value, type));
      return;
    case CustomKind::secret_text:
      *static_cast<model::detail::Secret*>(object) = model::detail::Secret(text_of(value, type));
      return;
    case CustomKind::secret_octets:
      *static_cast<model::detail::Secret*>(object) = model::detail::Secret(octets_of(value, type));
      return;
    case CustomKind::json:
      return read_json_text(text_of(value, type), *type.element, object);
    case CustomKind::other:
      return read_by_rules(value, type, object);
  }
}

/// A value of the element's type in memory of its own, for sets, which take elements only whole.
class Scratch {
 public:
  explicit Scratch(const TypeInfo& type)
      : type_(type), memory_(::operator new(type.ops.size, std::align_val_t(type.ops.align))) {
    type_.ops.construct(memory_);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    type_.ops.destroy(memory_);
    ::operator delete(memory_, std::align_val_t(type_.ops.align));
  }
  [[nodiscard]] void* get() const { return memory_; }

 private:
  const TypeInfo& type_;
  void* memory_;
};

/// What a text in an array is, whose type only the member knows.
Value array_item(const std::optional<std::string>& item, const TypeInfo& element) {
  if (!item) return {};
  const TypeInfo& type = element.kind == Kind::optional ? *element.element : element;
  if (type.kind == Kind::boolean) return *item == "t" || *item == "true";
  return *item;
}

bool read_array(const std::string& text, const TypeInfo& type, void* object) {
  const auto items = parse_array(text);
  if (!items) return false;
  for (const auto& item : *items) {
    const Value value = array_item(item, *type.element);
    if (type.kind == Kind::list) {
      from_value(value, *type.element, type.sequence->append(object));
    } else {
      const Scratch element(*type.element);
      from_value(value, *type.element, element.get());
      type.sequence->insert(object, element.get());
    }
  }
  return true;
}

void read_document(const Value& value, const TypeInfo& type, void* object) {
  const std::string& text = text_of(value, type);
  if ((type.kind == Kind::list || type.kind == Kind::set) && text.starts_with('{')) {
    if (read_array(text, type, object)) return;
  }
  read_json_text(text, type, object);
}

}  // namespace

void from_value(const Value& value, const TypeInfo& type, void* object) {
  if (type.kind == Kind::optional) {
    if (value.is_null()) return type.optional->reset(object);
    return from_value(value, *type.element, type.optional->emplace(object));
  }
  if (value.is_null()) throw DataError("null where " + type_words(type) + " was expected; make the member optional");
  switch (type.kind) {
    case Kind::boolean:
      return read_boolean(value, type, object);
    case Kind::integer:
      return read_integer(value, type, object);
    case Kind::number:
      return read_number(value, type, object);
    case Kind::string:
      static_cast<std::string*>(object)->assign(text_of(value, type));
      return;
    case Kind::enumeration:
      return read_enumerator(value, type, object);
    case Kind::custom:
      return read_custom(value, type, object);
    case Kind::literal:
      return read_by_rules(value, type, object);
    default:
      return read_document(value, type, object);
  }
}

namespace {

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "none" : text;
}

}  // namespace

RowMapping::RowMapping(const TypeInfo& type, const std::vector<std::string>& columns) : type_(type), columns_(columns) {
  if (type.kind == Kind::tuple) {
    if (columns.size() == type.tuple->items.size()) return;
    throw ProgrammingError("the result has " + std::to_string(columns.size()) + " columns, but the tuple has " +
                           std::to_string(type.tuple->items.size()) + " places");
  }
  if (type.kind != Kind::object) {
    if (columns.size() == 1) return;
    throw ProgrammingError("a single value is asked for, but the result has these columns: " + listed(columns));
  }
  std::vector<std::string> missing;
  for (const model::FieldInfo& field : type.fields) {
    const auto found = std::find(columns.begin(), columns.end(), field.name);
    if (found == columns.end() && !field.facts->extra_fields) missing.emplace_back(field.name);
    sources_.push_back(static_cast<std::size_t>(found - columns.begin()));
  }
  if (missing.empty()) return;
  throw ProgrammingError("the result has no column for these members of " + std::string(type.name) + ": " +
                         listed(missing) + "; its columns are: " + listed(columns));
}

void RowMapping::fill(const Value* row, void* object) const {
  std::size_t column = 0;
  try {
    if (type_.kind == Kind::tuple) {
      for (; column < columns_.size(); ++column) {
        from_value(row[column], *type_.tuple->items[column].type, type_.tuple->item(object, column));
      }
    } else if (type_.kind != Kind::object) {
      from_value(row[0], type_, object);
    } else {
      void* places[model::max_fields];
      type_.locate(object, places);
      for (std::size_t i = 0; i < sources_.size(); ++i) {
        column = sources_[i];
        if (column < columns_.size()) from_value(row[column], *type_.fields[i].type, places[i]);
      }
    }
  } catch (const DataError& error) {
    throw DataError("column '" + columns_[column] + "': " + error.what());
  }
}

}  // namespace talaria::sql
