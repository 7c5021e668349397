// The enums of the recorded facts: one of texts, one of numbers.
#pragma once
#include <talaria/model/describe.hpp>

namespace talaria {
namespace {

enum class Color { red, green };
enum class Level { low = 1, high = 2 };

}  // namespace
}  // namespace talaria

template <>
struct talaria::EnumNames<talaria::Level> {
  static constexpr EnumValue values[] = {{"low", 1}, {"high", 2}};
  static constexpr bool as_integer = true;
};
