#include "model/constraints.hpp"
#include "model/json_reader.hpp"
#include "model/read_choices.hpp"
#include "model/scratch.hpp"
#include "model/text_scan.hpp"
#include "model/union_tags.hpp"
#include "model/validators.hpp"

#include <algorithm>
#include <bit>
#include <cfloat>
#include <cmath>
#include <utility>

#include <talaria/model/validate.hpp>

namespace talaria::model {

namespace {

/// The fast path: one walk over the text, values straight into their places, no word about what is wrong.
class FastReader {
 public:
  FastReader(std::string_view text, FieldsSet* sent) : json_(text), sent_(sent) {}

  bool read(const TypeInfo& type, const Facts& facts, void* out) {
    if (!facts.plain_input) return read_by_explaining(type, facts, out);
    return read_value(type, facts, out) &&
           (facts.validate == nullptr || type.kind == Kind::optional || passes(facts.validate, out));
  }

  bool finish() { return json_.finish(); }

 private:
  // What reads containers is no part of read(): its large frame, guarded against overflows, would be laid out for each
  // string and number in them too, which took an eighth of reading a model.
  bool read_value(const TypeInfo& type, const Facts& facts, void* out) {
    switch (type.kind) {
      case Kind::boolean:
        return read_boolean(out);
      case Kind::integer:
        return read_integer(type, facts, out);
      case Kind::number:
        return read_real(type, facts, out);
      case Kind::string:
        return read_string(facts, out);
      case Kind::enumeration:
        return read_enumeration(json_, *type.enumeration, out);
      case Kind::optional:
        return read_optional(type, facts, out);
      case Kind::list:
        return read_list(type, facts, out);
      case Kind::set:
        return read_set(type, facts, out);
      case Kind::map:
        return read_map(type, facts, out);
      case Kind::object:
        return read_object(type, out);
      case Kind::any:
        return read_any(json_, *static_cast<Json*>(out));
      case Kind::json_object:
        return read_json_object(facts, *static_cast<JsonObject*>(out));
      case Kind::json_array:
        return read_json_array(facts, *static_cast<JsonArray*>(out));
      case Kind::custom:
        return read_custom(type, facts, out);
      case Kind::variant:
        return read_variant(type, facts, out);
      case Kind::tuple:
        return read_tuple(type, out);
      case Kind::literal:
        return read_literal(json_, *type.literal, out);
    }
    return false;
  }

  /// A part of a value, known under an index or a key, so that what was sent of it is told to the whole.
  template <class Key>
  bool read_part(const TypeInfo& type, const Facts& facts, void* out, const Key& key) {
    if (sent_ == nullptr || type.kind < Kind::optional) return read(type, facts, out);
    FieldsSet part;
    FieldsSet* const whole = std::exchange(sent_, &part);
    const bool valid = read(type, facts, out);
    sent_ = whole;
    sent_->put(key, std::move(part));
    return valid;
  }

  bool read_boolean(void* out) {
    const bool value = json_.peek() == 't';
    *static_cast<bool*>(out) = value;
    return json_.word(value ? "true" : "false");
  }

  bool read_integer(const TypeInfo& type, const Facts& facts, void* out) {
    WideInteger value;
    if (!read_whole_number(json_, value) || !fits(type, value)) return false;
    store_integer(type, out, value);
    return !facts.has_constraints || broken_by(facts, value) == Constraint::none;
  }

  bool read_real(const TypeInfo& type, const Facts& facts, void* out) {
    JsonNumber number;
    if (!starts_number(json_) || !json_.number(number)) return false;
    double value = number.real;
    if (number.kind == JsonNumber::Kind::integer) value = static_cast<double>(number.integer);
    if (number.kind == JsonNumber::Kind::natural) value = static_cast<double>(number.natural);
    if (number.kind == JsonNumber::Kind::big) return false;
    if (facts.has_constraints && (broken_by(facts, value) != Constraint::none || !std::isfinite(value))) return false;
    if (type.bits == 64) {
      *static_cast<double*>(out) = value;
      return true;
    }
    if (value > FLT_MAX || value < -FLT_MAX) return false;
    *static_cast<float*>(out) = static_cast<float>(value);
    return true;
  }

  bool read_string(const Facts& facts, void* out) {
    std::string_view text;
    if (json_.peek() != '"' || !json_.string(text)) return false;
    assign(*static_cast<std::string*>(out), text);
    return !facts.has_constraints || is_plainly_valid(facts, text);
  }

  /// A new string is made in one step, and into an old one that has the room is copied without assign()'s check whether
  /// the text is part of it.
  static void assign(std::string& out, std::string_view text) {
    if (text.size() > out.capacity()) {
      out = std::string(text);
    } else {
      out.clear();
      out.append(text);
    }
  }

  bool read_optional(const TypeInfo& type, const Facts& facts, void* out) {
    if (json_.peek() == 'n') {
      type.optional->reset(out);
      return json_.word("null");
    }
    // Facts about the optional and about what is in it: rare enough for the explaining path.
    if (facts.has_constraints && type.element_facts->has_constraints) return false;
    return read(*type.element, passed_facts(type, facts), type.optional->emplace(out));
  }

  [[gnu::noinline]] bool read_list(const TypeInfo& type, const Facts& facts, void* out) {
    type.sequence->clear(out);
    bool empty = false;
    if (json_.peek() != '[' || !json_.begin_array(empty)) return false;
    if (!empty) type.sequence->reserve(out, 4);
    std::size_t count = 0;
    for (bool more = !empty; more;) {
      const std::size_t before = json_.left();
      void* const element = type.sequence->append(out);
      if (!read_part(*type.element, *type.element_facts, element, count) || !json_.next_item(more)) return false;
      if (++count == 4 && more) reserve_for_rest(type, out, before - json_.left());
    }
    return size_fits(facts, type.sequence->size(out));
  }

  /// Makes room for as many elements of `bytes` bytes of text each as are left: moving models to larger memory again
  /// and again took a fifteenth of reading 10 kB of them. The memory is limited by the size of the text, whatever is in
  /// it.
  void reserve_for_rest(const TypeInfo& list, void* out, std::size_t bytes) {
    const std::size_t alike = json_.left() / bytes;
    const std::size_t affordable = 4 * json_.left() / list.element->ops.size;
    list.sequence->reserve(out, list.sequence->size(out) + std::min(alike, affordable) + 1);
  }

  [[gnu::noinline]] bool read_set(const TypeInfo& type, const Facts& facts, void* out) {
    type.sequence->clear(out);
    bool empty = false;
    if (json_.peek() != '[' || !json_.begin_array(empty)) return false;
    FieldsSet* const sent = std::exchange(sent_, nullptr);  // what is in a set is not followed
    for (bool more = !empty; more;) {
      const Scratch element(*type.element);
      if (!read(*type.element, *type.element_facts, element.get()) || !json_.next_item(more)) return false;
      type.sequence->insert(out, element.get());
    }
    sent_ = sent;
    return size_fits(facts, type.sequence->size(out));
  }

  [[gnu::noinline]] bool read_map(const TypeInfo& type, const Facts& facts, void* out) {
    type.map->clear(out);
    bool empty = false;
    if (json_.peek() != '{' || !json_.begin_object(empty)) return false;
    std::size_t count = 0;
    for (bool more = !empty; more; ++count) {
      std::string_view name;
      if (!json_.member_name(name)) return false;
      // The name may stand in the reader's buffer, which the value may overwrite.
      const std::string key(sent_ != nullptr ? name : std::string_view());
      void* const element = insert_key(*type.map, name, out);
      if (element == nullptr || !read_part(*type.element, *type.element_facts, element, std::string_view(key)) ||
          !json_.next_member(more)) {
        return false;
      }
    }
    const std::size_t size = type.map->size(out);
    return size == count && size_fits(facts, size);  // fewer than came: a name was repeated
  }

  /// The place for the value under a key, or nullptr when the key is unusual.
  static void* insert_key(const MapOps& map, std::string_view name, void* out) {
    if (map.key == nullptr) return map.insert(out, name);
    const Scratch key(*map.key);
    return read_text(*map.key, *map.key_facts, name, key.get()) ? map.insert_key(out, key.get()) : nullptr;
  }

  [[gnu::noinline]] bool read_tuple(const TypeInfo& type, void* out) {
    bool empty = false;
    if (json_.peek() != '[' || !json_.begin_array(empty)) return false;
    const std::span<const PartInfo> items = type.tuple->items;
    bool more = !empty;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (!more || !read_part(*items[i].type, *items[i].facts, type.tuple->item(out, i), i) || !json_.next_item(more)) {
        return false;
      }
    }
    return !more;
  }

  [[gnu::noinline]] bool read_variant(const TypeInfo& type, const Facts& facts, void* out) {
    const VariantOps& variant = *type.variant;
    if (variant.nullable && json_.peek() == 'n') {
      variant.reset(out);
      return json_.word("null");
    }
    if (facts.discriminator.empty()) return read_by_explaining(type, facts, out);
    const auto alternative = alternative_ahead(json_, type, facts.discriminator);
    if (!alternative) return false;
    const PartInfo& part = variant.alternatives[*alternative];
    return read(*part.type, *part.facts, variant.emplace(out, *alternative));
  }

  /// A value of which the fast path cannot tell what it is: parsed and validated, what is wrong is not kept.
  [[gnu::noinline]] bool read_by_explaining(const TypeInfo& type, const Facts& facts, void* out) {
    Json value;
    if (!read_any(json_, value)) return false;
    Errors errors;
    ValidationOptions options;
    options.fields_set = sent_;
    Trail trail({}, errors, options);
    const Trail::InModel scope(trail, *config_);
    return validate_value(type, facts, value, out, trail);
  }

  [[gnu::noinline]] bool read_json_object(const Facts& facts, JsonObject& out) {
    Json value;
    if (json_.peek() != '{' || !read_any(json_, value)) return false;
    out = std::move(value.as_object());
    return size_fits(facts, out.size());
  }

  [[gnu::noinline]] bool read_json_array(const Facts& facts, JsonArray& out) {
    Json value;
    if (json_.peek() != '[' || !read_any(json_, value)) return false;
    out = std::move(value.as_array());
    return size_fits(facts, out.size());
  }

  bool read_custom(const TypeInfo& type, const Facts& facts, void* out) {
    std::string_view text;
    return type.custom->read_text != nullptr && json_.peek() == '"' && json_.string(text) &&
           type.custom->read_text(type, facts, text, out);
  }

  bool read_object(const TypeInfo& type, void* out) {
    if (!type.plain_input) return read_by_explaining(type, no_facts, out);
    const ModelConfig* const outer = std::exchange(config_, type.config);
    FieldsSet* const told = sent_;
    if (type.fields_set != nullptr) sent_ = type.fields_set(out);
    if (sent_ != nullptr) *sent_ = {};
    const bool valid = read_members(type, out);
    if (told != nullptr && told != sent_) *told = *sent_;
    sent_ = told;
    config_ = outer;
    return valid;
  }

  [[gnu::noinline]] bool read_members(const TypeInfo& type, void* out) {
    bool empty = false;
    if (json_.peek() != '{' || !json_.begin_object(empty)) return false;
    void* places[max_fields];
    type.locate(out, places);
    std::uint64_t seen = 0;
    std::size_t next = 0;
    for (bool more = !empty; more;) {
      std::size_t index = next;
      if (!next_name(type, index)) return false;
      if (index == type.fields.size()) {
        if (type.config->extra == Extra::forbid || !json_.skip_value()) return false;
      } else {
        const std::uint64_t bit = std::uint64_t{1} << index;
        if ((seen & bit) != 0) return false;
        seen |= bit;
        next = index + 1;
        const FieldInfo& field = type.fields[index];
        if (!read_part(*field.type, *field.facts, places[index], index)) return false;
      }
      if (!json_.next_member(more)) return false;
    }
    if (sent_ != nullptr) sent_->assign(seen, type.fields.size());
    return fill_in(type, places, seen) && accepted_by_model(type, out);
  }

  /// Reads a member's name and finds its field, or the number of fields. They mostly come in the order of their
  /// declaration, so the one at `index` is tried first.
  bool next_name(const TypeInfo& type, std::size_t& index) {
    const std::span<const FieldInfo> fields = type.fields;
    // An alias may be anything; a name of C++ has nothing to escape.
    if (index < fields.size() && fields[index].input_name.data() == fields[index].name.data() &&
        json_.take_name(fields[index].name)) {
      return true;
    }
    std::string_view name;
    if (!json_.member_name(name)) return false;
    if (index < fields.size() && same_name(fields[index].wire_name(), name)) return true;
    index = 0;
    while (index < fields.size() && !same_name(fields[index].wire_name(), name)) ++index;
    return true;
  }

  /// Gives fields that were not sent their defaults; false when one is required.
  static bool fill_in(const TypeInfo& type, void* const* places, std::uint64_t seen) {
    const std::size_t count = type.fields.size();
    const std::uint64_t all = count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
    for (std::uint64_t missing = all & ~seen; missing != 0; missing &= missing - 1) {
      const auto index = static_cast<std::size_t>(std::countr_zero(missing));
      const FieldInfo& field = type.fields[index];
      if ((field.facts->validate_default && field.facts->has_default) || !set_unsent(field, places[index]))
        return false;
    }
    return true;
  }

  static bool accepted_by_model(const TypeInfo& type, void* out) {
    return type.validate == nullptr || passes(type.validate, out);
  }

  static bool passes(void (*validate)(void* value), void* value) {
    try {
      validate(value);
    } catch (const ValueError&) {
      return false;
    }
    return true;
  }

  static bool size_fits(const Facts& facts, std::size_t size) {
    return (!facts.has_min_length || size >= facts.min_length) && (!facts.has_max_length || size <= facts.max_length);
  }

  JsonReader json_;
  FieldsSet* sent_;                              ///< where to say what was sent, or null
  const ModelConfig* config_ = &default_config;  ///< of the model that is read
};

}  // namespace

bool read_json(const TypeInfo& type, const Facts& facts, std::string_view text, void* out, FieldsSet* fields_set) {
  FastReader reader(text, fields_set);
  return reader.read(type, facts, out) && reader.finish();
}

}  // namespace talaria::model
