// The models that the JSON targets read and write: every kind of member, with facts, nested in each other.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <talaria/model/field.hpp>
#include <talaria/model/json.hpp>
#include <talaria/model/model_config.hpp>
#include <talaria/model/validation_error.hpp>

namespace talaria::fuzz {

enum class Color { red, green, blue };

struct Part {
  int id;
  Field<std::string, alias{"the name"}, min_length{1}, max_length{8}> name;
  void validate() {
    if (id == 13) throw ValueError("unlucky");
  }
};

inline int halved(int value) {
  if (value % 2 != 0) throw ValueError("odd");
  return value / 2 * 2;
}

/// Everything at once, and itself inside of itself.
struct Thing {
  Field<std::int64_t, ge{-100}, lt{1'000'000'000'000}, defaults{7}> count;
  Field<double, ge{-1e300}, le{1e300}> price;  // which keeps out what JSON cannot say
  std::optional<std::uint8_t> small;
  Field<bool, defaults{true}> flag;
  Field<Color, defaults{Color::green}> color;
  Field<std::optional<std::string>, pattern{"^[a-z]{0,5}$"}> slug;
  Field<std::vector<Part>, max_length{3}, defaults{}> parts;
  Field<std::set<std::string>, defaults{}> tags;
  Field<std::map<std::string, Field<float, ge{-1e30}, le{1e30}>>, defaults{}> weights;
  std::optional<Json> any;
  std::vector<Thing> inner;
};

/// Containers of containers, with limits on each level.
struct Shelf {
  Field<std::map<std::string, std::vector<std::optional<int>>>, min_length{1}, max_length{3}> rows;
  Field<std::vector<Field<std::string, max_length{3}>>, max_length{4}, defaults{}> labels;
  Field<std::set<Field<int, multiple_of{3}>>, min_length{1}, defaults{3}> thirds;
  std::optional<std::vector<std::map<std::string, bool>>> flags;
  Field<std::map<std::string, std::map<std::string, Part>>, defaults{}> parts;
  std::vector<std::optional<std::set<Color>>> palettes;
  std::optional<std::optional<Part>> first;
};

/// Numbers at the edges of their types, texts with limits, a validator of the program's own.
struct Edges {
  std::int8_t tiny;
  std::uint16_t port;
  std::int64_t low;
  std::uint64_t high;
  Field<float, gt{-1e9}, lt{1e9}> single;
  Field<int, validator<halved>, ge{-10}> even;
  Field<double, multiple_of{0.5}, ge{-1e9}, le{1e9}, defaults{0.5}> half;
  Field<std::string, min_length{2}, max_length{6}, pattern{"^[^x]+$"}, defaults{"ab"}> text;
  Field<std::optional<std::uint32_t>, ge{1}, required> maybe;
};

}  // namespace talaria::fuzz
