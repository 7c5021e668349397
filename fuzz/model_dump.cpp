// Objects with any content, as a program may fill them: what is written is JSON, as a text and as a value alike, and an
// object that is valid reads back as it was.
#include "models.hpp"
#include "octets.hpp"
#include "require.hpp"

#include <cmath>

#include <talaria/model/dump.hpp>
#include <talaria/model/validate.hpp>

namespace {

using namespace talaria;
using namespace talaria::fuzz;

Json any_json(Octets& from, int depth) {
  switch (from.below(depth > 3 ? 6 : 8)) {
    case 0:
      return Json{};
    case 1:
      return Json(from.flag());
    case 2:
      return Json(from.number<std::int64_t>());
    case 3:
      return Json(from.number<std::uint64_t>());
    case 4:
      return Json(from.number<double>());
    case 5:
      return Json(from.text());
    case 6: {
      JsonArray array;
      for (std::size_t left = from.below(4); left > 0; --left) array.push_back(any_json(from, depth + 1));
      return Json(std::move(array));
    }
    default: {
      JsonObject object;
      for (std::size_t left = from.below(4); left > 0; --left) {
        std::string name = from.text();
        object.set(std::move(name), any_json(from, depth + 1));
      }
      return Json(std::move(object));
    }
  }
}

Part any_part(Octets& from) {
  Part part{};
  part.id = from.number<int>();
  part.name = from.text();
  return part;
}

void fill(Octets& from, Thing& thing, int depth) {
  thing.count = from.number<std::int64_t>();
  thing.price = from.number<double>();
  if (from.flag()) thing.small = from.number<std::uint8_t>();
  thing.flag = from.flag();
  thing.color = static_cast<Color>(from.below(3));
  if (from.flag()) thing.slug.base() = from.text();
  for (std::size_t left = from.below(4); left > 0; --left) thing.parts.push_back(any_part(from));
  for (std::size_t left = from.below(4); left > 0; --left) thing.tags.insert(from.text());
  for (std::size_t left = from.below(4); left > 0; --left) {
    std::string name = from.text();
    thing.weights[std::move(name)] = from.number<float>();
  }
  if (from.flag()) thing.any = any_json(from, 0);
  for (std::size_t left = depth > 2 ? 0 : from.below(3); left > 0; --left) {
    fill(from, thing.inner.emplace_back(), depth + 1);
  }
}

void fill(Octets& from, Edges& edges) {
  edges.tiny = from.number<std::int8_t>();
  edges.port = from.number<std::uint16_t>();
  edges.low = from.number<std::int64_t>();
  edges.high = from.number<std::uint64_t>();
  edges.single = from.number<float>();
  edges.even = from.number<int>();
  edges.half = from.number<double>();
  edges.text = from.text();
  if (from.flag()) edges.maybe.base() = from.number<std::uint32_t>();
}

template <class T>
void check(const T& object) {
  const std::string text = model_dump_json(object);
  const auto value = parse_json(text);
  require(value.has_value(), "what is written is JSON");
  require(dump_json(model_dump(object)) == text, "text and value are written alike");
  T again{};
  model::Errors errors;
  if (!model::validate(model::type_info<T>, model::no_facts, *value, &again, {}, errors)) return;
  require(model_dump_json(again) == text, "what is valid reads back as it was");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Octets from(data, size);
  if (from.flag()) {
    Thing thing{};
    fill(from, thing, 0);
    check(thing);
  } else {
    Edges edges{};
    fill(from, edges);
    check(edges);
  }
  // A text that is no UTF-8 is a fault of the program; what is written must be JSON all the same.
  Part broken{};
  broken.name = from.octets();
  require(parse_json(model_dump_json(broken)).has_value(), "a text that is no UTF-8 is written as JSON");
  return 0;
}
