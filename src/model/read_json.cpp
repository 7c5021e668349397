#include "model/fast_reader.hpp"
#include "model/validators.hpp"

#include <bit>

#include <talaria/model/validate.hpp>

namespace talaria::model {

constexpr std::array<ReadKind, 17> fast_readers = [] {
  std::array<ReadKind, 17> table{};
  const auto set = [&](Kind kind, ReadKind read) { table[static_cast<std::size_t>(kind)] = read; };
  set(Kind::boolean, fast::read_boolean);
  set(Kind::integer, fast::read_integer);
  set(Kind::number, fast::read_real);
  set(Kind::string, fast::read_string);
  set(Kind::enumeration, fast::read_enumeration);
  set(Kind::optional, fast::read_optional);
  set(Kind::list, fast::read_list);
  set(Kind::set, fast::read_set);
  set(Kind::map, fast::read_map);
  set(Kind::object, fast::read_object);
  set(Kind::any, fast::read_any);
  set(Kind::json_object, fast::read_json_object);
  set(Kind::json_array, fast::read_json_array);
  set(Kind::custom, fast::read_custom);
  set(Kind::variant, fast::read_variant);
  set(Kind::tuple, fast::read_tuple);
  set(Kind::literal, fast::read_literal);
  return table;
}();

namespace {

bool passes(void (*validate)(void* value), void* value) {
  try {
    validate(value);
  } catch (const ValueError&) {
    return false;
  }
  return true;
}

/// Where a member's value stands, and the number of its field, or of fields if there is none.
struct Member {
  const char* value;
  std::size_t field;
};

[[gnu::noinline]] Member find_field(FastReader& in, const char* at, const TypeInfo& type) {
  std::string_view name;
  in.json.seek(at);
  if (!in.json.member_name(name)) return {nullptr, 0};
  const FieldInfo* const fields = type.fields.data();
  std::size_t index = 0;
  while (index < type.fields.size() && !same_name(fields[index].wire_name(), name)) ++index;
  return {in.json.at(), index};
}

/// A member that there is no field for.
[[gnu::noinline]] const char* skip_member(FastReader& in, const char* at, const TypeInfo& type) {
  if (type.config->extra == Extra::forbid) return nullptr;
  in.json.seek(at);
  return in.json.skip_value() ? in.json.at() : nullptr;
}

/// Gives fields that were not sent their defaults; false when one is required.
bool fill_in(const TypeInfo& type, void* const* places, std::uint64_t seen) {
  const std::size_t count = type.fields.size();
  const std::uint64_t all = count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
  for (std::uint64_t missing = all & ~seen; missing != 0; missing &= missing - 1) {
    const auto index = static_cast<std::size_t>(std::countr_zero(missing));
    const FieldInfo& field = type.fields[index];
    if ((field.facts->validate_default && field.facts->has_default) || !set_unsent(field, places[index])) return false;
  }
  return true;
}

const char* read_members(FastReader& in, const char* at, const TypeInfo& type, void* out) {
  at = in.enter(at, '{');
  if (at == nullptr) return nullptr;
  void* places[max_fields];
  type.locate(out, places);
  std::uint64_t seen = 0;
  for (std::size_t expected = 0; *at != '}';) {
    // Members mostly come in the order of their declaration.
    Member member{nullptr, expected};
    if (expected < type.fields.size()) member.value = take_name(at, in.end, type.fields.data()[expected].input_token);
    if (member.value == nullptr) member = find_field(in, at, type);
    if (member.value == nullptr) return nullptr;
    if (member.field == type.fields.size()) {
      at = skip_member(in, member.value, type);
    } else {
      const std::uint64_t bit = std::uint64_t{1} << member.field;
      if ((seen & bit) != 0) return nullptr;
      seen |= bit;
      expected = member.field + 1;
      const FieldInfo& field = type.fields.data()[member.field];
      at = in.read_part(member.value, *field.type, *field.facts, places[member.field], member.field);
    }
    if (at == nullptr) return nullptr;
    at = in.next(at, '}');
    if (at == nullptr) return nullptr;
  }
  if (in.sent != nullptr) in.sent->assign(seen, type.fields.size());
  const bool valid = fill_in(type, places, seen) && (type.validate == nullptr || passes(type.validate, out));
  return valid ? in.leave(at) : nullptr;
}

}  // namespace

const char* fast::read_object(FastReader& in, const char* at, const TypeInfo& type, const Facts&, void* out) {
  if (!type.plain_input) return read_by_explaining(in, at, type, no_facts, out);
  const ModelConfig* const outer = std::exchange(in.config, type.config);
  FieldsSet* const told = in.sent;
  if (type.fields_set != nullptr) in.sent = type.fields_set(out);
  if (in.sent != nullptr) *in.sent = {};
  at = read_members(in, at, type, out);
  if (told != nullptr && told != in.sent) *told = *in.sent;
  in.sent = told;
  in.config = outer;
  return at;
}

const char* read_with_hooks(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out) {
  if (!facts.plain_input) return read_by_explaining(in, at, type, facts, out);
  at = in.by_kind(at, type, facts, out);
  // Those of an optional are run for what is in it.
  const bool runs = facts.validate != nullptr && type.kind != Kind::optional;
  return at == nullptr || !runs || passes(facts.validate, out) ? at : nullptr;
}

const char* read_by_explaining(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out) {
  Json value;
  in.json.seek(at);
  if (!read_any(in.json, value)) return nullptr;
  Errors errors;
  ValidationOptions options;
  options.fields_set = in.sent;
  Trail trail({}, errors, options);
  const Trail::InModel scope(trail, *in.config);
  return validate_value(type, facts, value, out, trail) ? in.json.at() : nullptr;
}

bool read_json(const TypeInfo& type, const Facts& facts, std::string_view text, void* out, FieldsSet* fields_set) {
  FastReader in(text, fields_set);
  const char* const at = in.read(in.json.at(), type, facts, out);
  if (at == nullptr) return false;
  in.json.seek(at);
  return in.json.finish();
}

}  // namespace talaria::model
