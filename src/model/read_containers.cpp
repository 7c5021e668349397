// The fast path: values with others in them, but for models.
#include "model/fast_reader.hpp"
#include "model/read_choices.hpp"
#include "model/scratch.hpp"
#include "model/union_tags.hpp"

#include <algorithm>
#include <string>

#include <talaria/model/validate.hpp>

namespace talaria::model {

namespace {

/// Makes room for as many elements of `bytes` bytes of text each as are left: moving models to larger memory again and
/// again took a fifteenth of reading 10 kB of them. The memory is limited by the size of the text, whatever is in it.
void reserve_for_rest(std::size_t left, const TypeInfo& list, void* out, std::size_t bytes) {
  const std::size_t affordable = 4 * left / list.element->ops.size;
  list.sequence->reserve(out, list.sequence->size(out) + std::min(left / bytes, affordable) + 1);
}

/// The place for the value under a key, or nullptr when the key is unusual.
void* insert_key(const MapOps& map, std::string_view name, void* out) {
  if (map.key == nullptr) return map.insert(out, name);
  const Scratch key(*map.key);
  return read_text(*map.key, *map.key_facts, name, key.get()) ? map.insert_key(out, key.get()) : nullptr;
}

}  // namespace

const char* fast::read_optional(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out) {
  if (*at == 'n') {
    type.optional->reset(out);
    return take_word(at, in.end, "null");
  }
  // Facts about the optional and about what is in it: rare enough for the explaining path.
  if (facts.has_constraints && type.element_facts->has_constraints) return nullptr;
  return in.read(at, *type.element, passed_facts(type, facts), type.optional->emplace(out));
}

const char* fast::read_list(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out) {
  const SequenceOps& list = *type.sequence;
  list.clear(out);
  at = in.enter(at, '[');
  if (at == nullptr) return nullptr;
  if (*at != ']') list.reserve(out, 4);
  std::size_t count = 0;
  while (*at != ']') {
    const char* const before = at;
    at = in.read_part(at, *type.element, *type.element_facts, list.append(out), count);
    if (at == nullptr) return nullptr;
    at = in.next(at, ']');
    if (at == nullptr) return nullptr;
    if (++count == 4 && *at != ']') {
      reserve_for_rest(static_cast<std::size_t>(in.end - at), type, out, static_cast<std::size_t>(at - before));
    }
  }
  return size_fits(facts, count) ? in.leave(at) : nullptr;
}

const char* fast::read_set(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out) {
  type.sequence->clear(out);
  at = in.enter(at, '[');
  FieldsSet* const sent = std::exchange(in.sent, nullptr);  // what is in a set is not followed
  while (at != nullptr && *at != ']') {
    const Scratch element(*type.element);
    at = in.read(at, *type.element, *type.element_facts, element.get());
    if (at == nullptr) break;
    at = in.next(at, ']');
    type.sequence->insert(out, element.get());
  }
  in.sent = sent;  // also where it fails: who reads the whole tells it what was sent
  return at != nullptr && size_fits(facts, type.sequence->size(out)) ? in.leave(at) : nullptr;
}

const char* fast::read_map(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out) {
  type.map->clear(out);
  at = in.enter(at, '{');
  std::size_t count = 0;
  for (; at != nullptr && *at != '}'; ++count) {
    std::string_view name;
    in.json.seek(at);
    if (!in.json.member_name(name)) return nullptr;
    // The name may stand in the tokenizer's buffer, which the value may overwrite.
    const std::string key(in.sent != nullptr ? name : std::string_view());
    void* const element = insert_key(*type.map, name, out);
    if (element == nullptr) return nullptr;
    at = in.read_part(in.json.at(), *type.element, *type.element_facts, element, std::string_view(key));
    if (at != nullptr) at = in.next(at, '}');
  }
  // Fewer than came: a name was repeated.
  const std::size_t size = type.map->size(out);
  return at != nullptr && size == count && size_fits(facts, size) ? in.leave(at) : nullptr;
}

const char* fast::read_tuple(FastReader& in, const char* at, const TypeInfo& type, const Facts&, void* out) {
  const std::span<const PartInfo> items = type.tuple->items;
  at = in.enter(at, '[');
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (at == nullptr || *at == ']') return nullptr;
    at = in.read_part(at, *items[i].type, *items[i].facts, type.tuple->item(out, i), i);
    if (at != nullptr) at = in.next(at, ']');
  }
  return at != nullptr && *at == ']' ? in.leave(at) : nullptr;
}

const char* fast::read_variant(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out) {
  const VariantOps& variant = *type.variant;
  if (variant.nullable && *at == 'n') {
    variant.reset(out);
    return take_word(at, in.end, "null");
  }
  if (facts.discriminator.empty()) return read_by_explaining(in, at, type, facts, out);
  in.json.seek(at);
  const auto alternative = alternative_ahead(in.json, type, facts.discriminator);
  if (!alternative) return nullptr;
  const PartInfo& part = variant.alternatives[*alternative];
  return in.read(at, *part.type, *part.facts, variant.emplace(out, *alternative));
}

const char* fast::read_any(FastReader& in, const char* at, const TypeInfo&, const Facts&, void* out) {
  in.json.seek(at);
  return model::read_any(in.json, *static_cast<Json*>(out)) ? in.json.at() : nullptr;
}

const char* fast::read_json_object(FastReader& in, const char* at, const TypeInfo&, const Facts& facts, void* out) {
  Json value;
  in.json.seek(at);
  if (*at != '{' || !model::read_any(in.json, value)) return nullptr;
  auto& object = *static_cast<JsonObject*>(out);
  object = std::move(value.as_object());
  return size_fits(facts, object.size()) ? in.json.at() : nullptr;
}

const char* fast::read_json_array(FastReader& in, const char* at, const TypeInfo&, const Facts& facts, void* out) {
  Json value;
  in.json.seek(at);
  if (*at != '[' || !model::read_any(in.json, value)) return nullptr;
  auto& array = *static_cast<JsonArray*>(out);
  array = std::move(value.as_array());
  return size_fits(facts, array.size()) ? in.json.at() : nullptr;
}

}  // namespace talaria::model
