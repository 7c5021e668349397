// One handler with parameters of every kind, to be read from the query, from headers or from cookies.
#pragma once
#include "answers.hpp"

#include <set>
#include <string>
#include <vector>

#include <talaria/app/app.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/params/parameters.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria::fuzz {

enum class Size { small, large };

/// Gives back what it was called with, under the names on the wire.
template <template <class, FixedString, auto...> class From>
Task<Json> echo(From<std::optional<int>, "count", ge{-50}, lt{1000}> count, From<bool, "flag", defaults{true}> flag,
                From<double, "ratio", ge{-1e9}, le{1e9}, defaults{0.5}> ratio,
                From<Size, "size", defaults{Size::small}> size,
                From<std::string, "word", pattern{"^[a-z0-9]*$"}, max_length{8}, defaults{"ab"}> word,
                From<std::optional<std::string>, "text", min_length{2}> text, From<std::uint8_t, "id"> id) {
  JsonObject values{{"flag", *flag}, {"ratio", *ratio}, {"size", *size}, {"word", word.base()}, {"id", *id}};
  if (count) values.set("count", *count);
  if (text) values.set("text", *text);
  co_return Json(std::move(values));
}

/// The same for lists, which cookies do not have.
template <template <class, FixedString, auto...> class From>
Task<Json> echo_lists(From<std::vector<int>, "number", max_length{4}, defaults{}> numbers,
                      From<std::set<std::string>, "word", defaults{}> words,
                      From<std::optional<std::vector<Size>>, "size"> sizes) {
  JsonObject values{{"number", Json(numbers)}, {"word", Json(words)}};
  if (sizes) values.set("size", Json(*sizes));
  co_return Json(std::move(values));
}

/// The values of an echo as they are sent, without those in `left_out`.
inline TestRequest::Pairs texts_of(const Json& echoed, const std::set<std::string>& left_out = {}) {
  TestRequest::Pairs pairs;
  const auto add = [&](const std::string& name, const Json& value) {
    pairs.emplace_back(name, value.is_string() ? value.as_string() : dump_json(value));
  };
  for (const auto& [name, value] : echoed.as_object()) {
    if (left_out.contains(name)) continue;
    if (value.is_array()) {
      for (const Json& item : value.as_array()) add(name, item);
    } else {
      add(name, value);
    }
  }
  return pairs;
}

/// Whether two echoes are alike but for `left_out`.
inline bool alike(Json a, Json b, const std::set<std::string>& left_out = {}) {
  for (const std::string& name : left_out) {
    a.as_object().erase(name);
    b.as_object().erase(name);
  }
  return a == b;
}

}  // namespace talaria::fuzz
