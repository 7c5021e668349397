// The fast path of read_json(): one walk over the text, values straight into their places, no word about what is wrong.
#pragma once
#include "model/constraints.hpp"
#include "model/json_reader.hpp"
#include "model/text_scan.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include <talaria/model/fields_set.hpp>
#include <talaria/model/type_info.hpp>

namespace talaria::model {

class FastReader;

/// Reads a value of one kind into `out`. It begins at `at`, where there is a byte that is no blank. Gives what stands
/// behind it, or null when it is refused: the explaining path then says why, or takes what was only unusual.
///
/// The place goes from function to function so that it stays in a register; a member would be loaded again behind each
/// byte that is written.
using ReadKind = const char* (*)(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);

/// One for each Kind.
extern const std::array<ReadKind, 17> fast_readers;

/// Reads any value with validators of the program's own.
const char* read_with_hooks(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);
/// Reads a value of which the fast path cannot tell what it is: parses and validates it, and does not keep what is
/// wrong.
const char* read_by_explaining(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);

/// A string with escapes, or beyond ASCII; before `stop` there is nothing of that.
const char* read_unusual_string(FastReader& in, const char* start, const char* stop, const Facts& facts,
                                std::string& out);
/// Makes a new string of a text that is longer than the old one has room for.
void replace_string(std::string& out, std::string_view text);

/// What the readers of all kinds share. What is rare is left to the tokenizer, which is put to the place and asked for
/// it afterwards.
class FastReader {
 public:
  FastReader(std::string_view text, FieldsSet* sent_fields) : json(text), end(json.end()), sent(sent_fields) {}

  JsonReader json;
  const char* const end;
  FieldsSet* sent;                              ///< where to say what was sent, or null
  const ModelConfig* config = &default_config;  ///< of the model that is read

  /// Reads a value from `at` on, behind blanks.
  [[gnu::always_inline]] const char* read(const char* at, const TypeInfo& type, const Facts& facts, void* out) {
    at = skip_blanks(at, end);
    if (at == end) return nullptr;
    if (!facts.hooks.empty()) return read_with_hooks(*this, at, type, facts, out);
    if (type.kind == Kind::string) return read_string(at, facts, *static_cast<std::string*>(out));
    return by_kind(at, type, facts, out);
  }
  const char* by_kind(const char* at, const TypeInfo& type, const Facts& facts, void* out) {
    return fast_readers.data()[static_cast<std::size_t>(type.kind)](*this, at, type, facts, out);
  }

  /// A part of a value, known under an index or a key, so that what was sent of it is told to the whole.
  template <class Key>
  [[gnu::always_inline]] const char* read_part(const char* at, const TypeInfo& type, const Facts& facts, void* out,
                                               const Key& key) {
    if (sent == nullptr || !may_tell(type)) return read(at, type, facts, out);
    return read_telling(at, type, facts, out, key);
  }

  /// Strings are what most values are, so they are read where they are met.
  [[gnu::always_inline]] const char* read_string(const char* at, const Facts& facts, std::string& out) {
    if (*at != '"') return nullptr;
    const char* const start = at + 1;
    const char* const stop = find_special(start, end);
    if (stop == end || *stop != '"') return read_unusual_string(*this, start, stop, facts, out);
    const std::string_view text(start, static_cast<std::size_t>(stop - start));
    assign(out, text);
    return !facts.has_constraints || is_plainly_valid_ascii(facts, text) ? stop + 1 : nullptr;
  }
  [[gnu::always_inline]] static void assign(std::string& out, std::string_view text) {
    if (text.size() > out.capacity()) return replace_string(out, text);
    // Not std::string's assign(), which looks whether the text is part of the string.
    out.clear();
    out.append(text);
  }

  /// Enters an array or an object: the first byte in it that is no blank, or null.
  const char* enter(const char* at, char bracket) {
    if (*at != bracket || !json.deeper()) return nullptr;
    at = skip_blanks(at + 1, end);
    return at != end ? at : nullptr;
  }
  /// Behind an element or a member: the next one, or the closing bracket.
  const char* next(const char* at, char closing) const {
    at = skip_blanks(at, end);
    if (at == end) return nullptr;
    if (*at != ',') return *at == closing ? at : nullptr;
    at = skip_blanks(at + 1, end);
    return at != end && *at != closing ? at : nullptr;
  }
  /// What stands behind the closing bracket.
  const char* leave(const char* at) {
    json.shallower();
    return at + 1;
  }

 private:
  /// Whether what was sent of a value may be more than that it was: whether there may be a model in it.
  static bool may_tell(const TypeInfo& type) {
    return type.kind >= Kind::optional && (type.element == nullptr || type.element->kind >= Kind::optional);
  }
  template <class Key>
  [[gnu::noinline]] const char* read_telling(const char* at, const TypeInfo& type, const Facts& facts, void* out,
                                             const Key& key) {
    FieldsSet part;
    FieldsSet* const whole = std::exchange(sent, &part);
    at = read(at, type, facts, out);
    sent = whole;
    sent->put(key, std::move(part));
    return at;
  }
};

/// Whether a container has as many elements as its facts want.
inline bool size_fits(const Facts& facts, std::size_t size) {
  return (!facts.has_min_length || size >= facts.min_length) && (!facts.has_max_length || size <= facts.max_length);
}

// By kind. All are ReadKind.
namespace fast {
const char* read_boolean(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);
const char* read_integer(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);
const char* read_real(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);
const char* read_string(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);
const char* read_enumeration(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);
const char* read_optional(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);
const char* read_list(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);
const char* read_set(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);
const char* read_map(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);
const char* read_object(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);
const char* read_any(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);
const char* read_json_object(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);
const char* read_json_array(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);
const char* read_custom(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);
const char* read_variant(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);
const char* read_tuple(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);
const char* read_literal(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out);
}  // namespace fast

}  // namespace talaria::model
