#include "bodies.hpp"

#include <array>
#include <string_view>

#include <simdjson.h>

namespace bench {
namespace {

std::string padded(std::string text) {
  text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  return text;
}

std::string numbered_user(std::size_t number) {
  constexpr std::array<std::string_view, 4> names = {R"("Grace Brewster Murray Hopper")", "null",
                                                     R"("Émilie du Châtelet")", R"("Hedy Lamarr")"};
  constexpr std::array<std::string_view, 3> bios = {
      "Found the first moth in a machine, and wrote the first compiler.",
      R"(Said: \"it is easier to ask forgiveness than it is to get permission\".)",
      R"(Translated the Principia.\nAdded what was missing.)"};
  constexpr std::array<std::string_view, 3> tags = {"[]", R"(["navy"])", R"(["compilers","languages","physics"])"};
  const std::string digits = std::to_string(number);
  std::string out = R"({"username":"user_)" + digits + R"(","email":"user)" + digits + R"(@example.com","age":)";
  out += std::to_string(18 + number * 7 % 80) + R"(,"full_name":)";
  out += names[number % names.size()];
  out += R"(,"bio":")";
  out += bios[number % bios.size()];
  out += R"(","tags":)";
  out += tags[number / 2 % tags.size()];
  return out + "}";
}

}  // namespace

const std::string& user_body() {
  static const std::string text = padded(R"({"username":"ada_lovelace","email":"ada.lovelace@example.com","age":36,)"
                                         R"("full_name":"Augusta Ada King, Countess of Lovelace",)"
                                         R"("bio":"Wrote the very first published program, for an engine.",)"
                                         R"("tags":["mathematics","engines","poet"]})");
  return text;
}

const std::string& user_list_body() {
  static const std::string text = [] {
    std::string list = "[";
    for (std::size_t number = 0; list.size() < 10'000; ++number) {
      if (number != 0) list += ',';
      list += numbered_user(number);
    }
    return padded(list + "]");
  }();
  return text;
}

const std::string& broken_user_body() {
  static const std::string text =
      padded(R"({"username":"a","email":"none","age":200,"bio":7,"tags":["mathematics",{}]})");
  return text;
}

}  // namespace bench
