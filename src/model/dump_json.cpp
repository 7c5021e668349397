// Objects to Json values, whole or what options leave of them.
#include "model/constraints.hpp"
#include "model/dump_parts.hpp"
#include "model/enum_lookup.hpp"
#include "model/json_write.hpp"
#include "model/literals.hpp"
#include "model/scratch.hpp"

#include <cmath>
#include <vector>

#include <talaria/model/dump.hpp>

namespace talaria::model {

namespace {

/// A place in a filter: what is named for the value there. Two entries may go for it, its own and `__all__`.
class FilterPlace {
 public:
  FilterPlace() = default;
  explicit FilterPlace(const FieldFilter& filter) {
    if (!filter.empty()) filters_.push_back(&filter);
  }

  [[nodiscard]] bool empty() const { return filters_.empty(); }

  /// What is named of a member: nothing, parts of it, or `whole`.
  [[nodiscard]] FilterPlace inside(std::string_view name, bool& whole) const {
    FilterPlace out;
    for (const FieldFilter* const filter : filters_) {
      for (const FieldFilter::Entry& entry : filter->entries()) {
        if (entry.name != name && entry.name != "__all__") continue;
        if (entry.inside.empty()) {
          whole = true;
        } else {
          out.filters_.push_back(&entry.inside);
        }
      }
    }
    if (whole) out.filters_.clear();
    return out;
  }

 private:
  std::vector<const FieldFilter*> filters_;
};

/// Where a value stands: what is named of it, what was sent of it, and the configuration of its model.
struct Place {
  FilterPlace include;
  FilterPlace exclude;
  const FieldsSet* sent;
  const ModelConfig* config;

  /// The place of a member; false when it is left out.
  bool enter(std::string_view name, Place& out) const {
    if (!include.empty()) {
      bool whole = false;
      out.include = include.inside(name, whole);
      if (!whole && out.include.empty()) return false;
    }
    if (!exclude.empty()) {
      bool whole = false;
      out.exclude = exclude.inside(name, whole);
      if (whole) return false;
    }
    return true;
  }
};

// 0.1F is written as 0.1, so its value is that too and not the double 0.10000000149011612.
Json real_to_json(float value) {
  if (!std::isfinite(value)) return static_cast<double>(value);
  std::string text;
  write_real(text, value);
  return *parse_json(text);
}

Json number_to_json(const TypeInfo& type, const void* object, const ModelConfig& config) {
  const double value = type.bits == 64 ? *static_cast<const double*>(object) : *static_cast<const float*>(object);
  if (config.ser_json_inf_nan == InfNanFormat::strings && !std::isfinite(value)) {
    return std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  }
  return type.bits == 64 ? Json(value) : real_to_json(*static_cast<const float*>(object));
}

Json integer_to_json(const TypeInfo& type, const void* object) {
  const WideInteger value = load_integer(type, object);
  if (!value.negative) return value.magnitude;
  return static_cast<std::int64_t>(0 - value.magnitude);
}

Json enumeration_to_json(const EnumInfo& enumeration, const void* object) {
  const std::int64_t number = enumeration.get(object);
  const EnumValue* const value = find_enumerator(enumeration, number);
  if (enumeration.as_integer || value == nullptr) return number;
  return value->name;
}

Json text_to_json(const TypeInfo& type, const void* object, const ModelConfig& config) {
  std::string text;
  type.custom->write(type, object, config, text);
  return parse_json(text).value();
}

bool is_null(const TypeInfo& type, const void* object) {
  if (type.kind == Kind::optional) return type.optional->get(object) == nullptr;
  if (type.kind == Kind::variant) return held_value(type, object).value == nullptr;
  return type.kind == Kind::any && static_cast<const Json*>(object)->is_null();
}

class Dumper {
 public:
  explicit Dumper(const DumpOptions& options) : options_(options) {}

  Json dump(const TypeInfo& type, const Facts& facts, const void* object, const Place& place) {
    if (facts.serializer != nullptr) return made(*facts.serializer, object, place);
    switch (type.kind) {
      case Kind::boolean:
        return *static_cast<const bool*>(object);
      case Kind::integer:
        return integer_to_json(type, object);
      case Kind::number:
        return number_to_json(type, object, *place.config);
      case Kind::string:
        return *static_cast<const std::string*>(object);
      case Kind::enumeration:
        return enumeration_to_json(*type.enumeration, object);
      case Kind::optional: {
        const void* const value = type.optional->get(object);
        return value != nullptr ? dump(*type.element, *type.element_facts, value, place) : Json();
      }
      case Kind::list:
      case Kind::set:
        return sequence(type, object, place);
      case Kind::map:
        return map(type, object, place);
      case Kind::object:
        return model(type, object, place);
      case Kind::any:
        return filtered(*static_cast<const Json*>(object), place);
      case Kind::json_object:
        return filtered(*static_cast<const JsonObject*>(object), place);
      case Kind::json_array:
        return filtered(*static_cast<const JsonArray*>(object), place);
      case Kind::custom:
        return text_to_json(type, object, *place.config);
      case Kind::variant: {
        const HeldValue held = held_value(type, object);
        return held.value != nullptr ? dump(*held.part->type, *held.part->facts, held.value, place) : Json();
      }
      case Kind::tuple:
        return tuple(type, object, place);
      case Kind::literal:
        return literal_to_json(literal_value(type, object));
    }
    return {};
  }

 private:
  /// What the callbacks of containers need.
  struct Collecting {
    Dumper& dumper;
    const TypeInfo& container;
    const Place& place;
    JsonArray array = {};
    JsonObject object = {};
    std::size_t index = 0;
  };

  /// The place of an item of a list.
  static bool enter_item(const Place& place, std::size_t index, Place& out) {
    out = {{}, {}, place.sent != nullptr ? &place.sent->inside(index) : nullptr, place.config};
    return (place.include.empty() && place.exclude.empty()) || place.enter(std::to_string(index), out);
  }

  Json sequence(const TypeInfo& type, const void* object, const Place& place) {
    Collecting collecting{*this, type, place};
    collecting.array.reserve(type.sequence->size(object));
    type.sequence->for_each(object, &collecting, [](void* context, const void* element) {
      auto& c = *static_cast<Collecting*>(context);
      Place inner;
      if (!enter_item(c.place, c.index++, inner)) return;
      c.array.push_back(c.dumper.dump(*c.container.element, *c.container.element_facts, element, inner));
    });
    return std::move(collecting.array);
  }

  Json tuple(const TypeInfo& type, const void* object, const Place& place) {
    const std::span<const PartInfo> items = type.tuple->items;
    JsonArray out;
    for (std::size_t i = 0; i < items.size(); ++i) {
      Place inner;
      if (!enter_item(place, i, inner)) continue;
      out.push_back(dump(*items[i].type, *items[i].facts, type.tuple->item(const_cast<void*>(object), i), inner));
    }
    return out;
  }

  Json map(const TypeInfo& type, const void* object, const Place& place) {
    Collecting collecting{*this, type, place};
    type.map->for_each(object, &collecting, [](void* context, const void* key, const void* element) {
      auto& c = *static_cast<Collecting*>(context);
      std::string text;
      write_key(text, c.container, key, *c.place.config);
      std::string name = parse_json(text).value().as_string();
      Place inner{{}, {}, c.place.sent != nullptr ? &c.place.sent->inside(name) : nullptr, c.place.config};
      if (!c.place.enter(name, inner)) return;
      Json value = c.dumper.dump(*c.container.element, *c.container.element_facts, element, inner);
      c.object.append(std::move(name), std::move(value));
    });
    return std::move(collecting.object);
  }

  Json model(const TypeInfo& type, const void* object, const Place& place) {
    if (type.serializer != nullptr) return made(*type.serializer, object, place);
    void* places[max_fields];
    type.locate(const_cast<void*>(object), places);
    const FieldsSet* const own = type.fields_set != nullptr ? type.fields_set(const_cast<void*>(object)) : nullptr;
    const FieldsSet* const sent = own != nullptr ? own : options_.exclude_unset ? place.sent : nullptr;
    JsonObject out;
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
      const FieldInfo& field = type.fields[i];
      if (field.facts->exclude || (sent != nullptr && !sent->contains(i))) continue;
      Place inner{{}, {}, sent != nullptr ? &sent->inside(i) : nullptr, type.config};
      if (!place.enter(field.name, inner) || left_out(field, places[i])) continue;
      out.append(std::string(options_.by_alias ? field.output_name : field.name),
                 dump(*field.type, *field.facts, places[i], inner));
    }
    if (type.has_more) add_more(out, type, object, place);
    return out;
  }

  [[nodiscard]] bool left_out(const FieldInfo& field, const void* value) const {
    if (options_.exclude_none && is_null(*field.type, value)) return true;
    return options_.exclude_defaults && is_default(field, value);
  }

  static bool is_default(const FieldInfo& field, const void* value) {
    if (!field.facts->has_default) {
      return !field.required() && field.type->kind == Kind::optional && is_null(*field.type, value);
    }
    const Scratch scratch(*field.type);
    field.facts->set_default(scratch.get());
    return to_json(*field.type, value) == to_json(*field.type, scratch.get());
  }

  void add_more(JsonObject& out, const TypeInfo& type, const void* object, const Place& place) {
    if (type.extra != nullptr) {
      for (const JsonMember& member : *type.extra(const_cast<void*>(object))) {
        Place inner{{}, {}, nullptr, type.config};
        if ((options_.exclude_none && member.value.is_null()) || !place.enter(member.name, inner)) continue;
        out.set(member.name, filtered(member.value, inner));
      }
    }
    if (options_.exclude_computed_fields) return;
    for (const ComputedInfo& computed : type.computed) {
      Place inner{{}, {}, nullptr, type.config};
      if (!place.enter(computed.name, inner)) continue;
      Json value = made(*computed.output, object, inner);
      if (options_.exclude_none && value.is_null()) continue;
      out.append(std::string(options_.by_alias ? computed.output_name : computed.name), std::move(value));
    }
  }

  Json made(const MadeOutput& output, const void* object, const Place& place) {
    struct Target {
      Dumper& dumper;
      const MadeOutput& output;
      const Place& place;
      Json value;
    } target{*this, output, place, {}};
    output.visit(object, &target, [](void* context, const void* value) {
      auto& t = *static_cast<Target*>(context);
      if (value != nullptr) t.value = t.dumper.dump(t.output.type(), no_facts, value, t.place);
    });
    return std::move(target.value);
  }

  /// Json that is in an object goes as it is, but for what is filtered out.
  Json filtered(const Json& value, const Place& place) {
    if (place.include.empty() && place.exclude.empty()) return value;
    if (const JsonObject* const object = value.if_object()) {
      JsonObject out;
      for (const JsonMember& member : *object) {
        Place inner{{}, {}, nullptr, place.config};
        if (place.enter(member.name, inner)) out.append(member.name, filtered(member.value, inner));
      }
      return out;
    }
    const JsonArray* const array = value.if_array();
    if (array == nullptr) return value;
    JsonArray out;
    for (std::size_t i = 0; i < array->size(); ++i) {
      Place inner;
      if (enter_item(place, i, inner)) out.push_back(filtered((*array)[i], inner));
    }
    return out;
  }

  const DumpOptions& options_;
};

}  // namespace

Json to_json(const TypeInfo& type, const void* object, const DumpOptions& options) {
  const Place place{FilterPlace(options.include), FilterPlace(options.exclude), options.fields_set, &default_config};
  return Dumper(options).dump(type, no_facts, object, place);
}

Json to_json(const TypeInfo& type, const void* object) {
  return to_json(type, object, {});
}

void write_json(std::string& out, const TypeInfo& type, const void* object, const DumpOptions& options) {
  talaria::write_json(out, to_json(type, object, options));
}

}  // namespace talaria::model
