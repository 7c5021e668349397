#include "model/json_reader.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include <talaria/model/facts_of.hpp>
#include <talaria/model/json.hpp>

namespace talaria {

namespace model {

namespace {

/// Whether a name occurs twice. Comparing all with all is the quickest for few; many are sorted, which no choice of
/// names can make slow (a hash table could be).
bool has_repeated_name(const JsonObject& object) {
  constexpr std::size_t few = 16;
  const JsonMember* const members = object.begin();
  if (object.size() <= few) {
    for (std::size_t i = 1; i < object.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (members[i].name == members[j].name) return true;
      }
    }
    return false;
  }
  std::vector<std::string_view> names;
  names.reserve(object.size());
  for (const JsonMember& member : object) names.emplace_back(member.name);
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) != names.end();
}

/// Of members of the same name, the first one's place and the last one's value stay, as in a Python dict.
void merge_repeated_names(JsonObject& object) {
  JsonMember* const members = object.begin();
  std::vector<std::size_t> order(object.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const int names = members[a].name.compare(members[b].name);
    return names != 0 ? names < 0 : a < b;
  });
  std::vector<bool> dropped(object.size());
  for (std::size_t first = 0, next = 0; first < order.size(); first = next) {
    next = first + 1;
    while (next < order.size() && members[order[next]].name == members[order[first]].name)
      dropped[order[next++]] = true;
    if (next - first > 1) members[order[first]].value = std::move(members[order[next - 1]].value);
  }
  JsonObject merged;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (!dropped[i]) merged.append(std::move(members[i].name), std::move(members[i].value));
  }
  object = std::move(merged);
}

bool read_array(JsonReader& reader, Json& out) {
  JsonArray array;
  bool empty = false;
  if (!reader.begin_array(empty)) return false;
  for (bool more = !empty; more;) {
    Json item;
    if (!read_any(reader, item) || !reader.next_item(more)) return false;
    array.push_back(std::move(item));
  }
  out = std::move(array);
  return true;
}

bool read_object(JsonReader& reader, Json& out) {
  JsonObject object;
  bool empty = false;
  if (!reader.begin_object(empty)) return false;
  for (bool more = !empty; more;) {
    std::string_view name;
    if (!reader.member_name(name)) return false;
    std::string key(name);
    Json value;
    if (!read_any(reader, value) || !reader.next_member(more)) return false;
    object.append(std::move(key), std::move(value));
  }
  if (has_repeated_name(object)) merge_repeated_names(object);
  out = std::move(object);
  return true;
}

bool read_number(JsonReader& reader, Json& out) {
  JsonNumber number;
  if (!reader.number(number)) return false;
  switch (number.kind) {
    case JsonNumber::Kind::integer:
      out = number.integer;
      break;
    case JsonNumber::Kind::natural:
      out = number.natural;
      break;
    case JsonNumber::Kind::real:
      out = number.real;
      break;
    case JsonNumber::Kind::big:
      out = BigInteger{std::string(number.text)};
      break;
  }
  return true;
}

}  // namespace

Json detail::example_from_text(std::string_view json) {
  auto value = parse_json(json);
  if (!value) throw std::logic_error("examples{json_text{...}} holds no JSON: " + std::string(json));
  return std::move(value).value();
}

bool read_any(JsonReader& reader, Json& out) {
  switch (reader.peek()) {
    case '{':
      return read_object(reader, out);
    case '[':
      return read_array(reader, out);
    case '"': {
      std::string_view text;
      if (!reader.string(text)) return false;
      out = text;
      return true;
    }
    case 't':
      out = true;
      return reader.word("true");
    case 'f':
      out = false;
      return reader.word("false");
    case 'n':
      out = nullptr;
      return reader.word("null");
    case '\0':
      return reader.expected_value();
    default:
      return read_number(reader, out);
  }
}

}  // namespace model

Result<Json, JsonError> parse_json(std::string_view text) {
  model::JsonReader reader(text);
  Json value;
  if (model::read_any(reader, value) && reader.finish()) return value;
  return Unexpected{reader.error()};
}

}  // namespace talaria
