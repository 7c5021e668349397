// docs/conversion-table.md row by row, and each of its types against facts/conversion.json: what Pydantic makes of the
// same fifty inputs, so that the page leaves nothing out.
#include "model/scratch.hpp"
#include "types/facts_check.hpp"
#include "types/sample_enums.hpp"

#include <array>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include <talaria/base/strings.hpp>
#include <talaria/model/literal.hpp>
#include <talaria/model/types/bytes.hpp>
#include <talaria/model/types/date_time.hpp>
#include <talaria/model/types/decimal.hpp>
#include <talaria/model/types/email.hpp>
#include <talaria/model/types/ip.hpp>
#include <talaria/model/types/secret.hpp>
#include <talaria/model/types/time_delta.hpp>
#include <talaria/model/types/url.hpp>
#include <talaria/model/types/uuid.hpp>

namespace talaria {
namespace {

struct Item {
  std::string name;
};

/// A type of the page: its description, and its run through the facts.
struct Type {
  const model::TypeInfo* info;
  void (*check)(const Json& table, const model::Facts& facts);
};
template <class T>
Type type() {
  return {&model::type_info<T>, facts_check::check_values<T>};
}

const std::map<std::string, Type, std::less<>>& types() {
  static const std::map<std::string, Type, std::less<>> all{
      {"bool", type<bool>()},
      {"int", type<int>()},
      {"double", type<double>()},
      {"std::string", type<std::string>()},
      {"enum class Color", type<Color>()},
      {"enum class Level", type<Level>()},
      {"Literal<\"red\">", type<Literal<"red">>()},
      {"Literal<1>", type<Literal<1>>()},
      {"Literal<true>", type<Literal<true>>()},
      {"Date", type<Date>()},
      {"DateTime", type<DateTime>()},
      {"Time", type<Time>()},
      {"TimeDelta", type<TimeDelta>()},
      {"Uuid", type<Uuid>()},
      {"Decimal", type<Decimal>()},
      {"Bytes", type<Bytes>()},
      {"EmailStr", type<EmailStr>()},
      {"HttpUrl", type<HttpUrl>()},
      {"SecretStr", type<SecretStr>()},
      {"IPv4Address", type<IPv4Address>()},
      {"IPv6Address", type<IPv6Address>()},
      {"std::optional<int>", type<std::optional<int>>()},
      {"std::vector<int>", type<std::vector<int>>()},
      {"std::set<int>", type<std::set<int>>()},
      {"std::tuple<int, std::string>", type<std::tuple<int, std::string>>()},
      {"std::array<int, 2>", type<std::array<int, 2>>()},
      {"std::map<std::string, int>", type<std::map<std::string, int>>()},
      {"std::map<int, int>", type<std::map<int, int>>()},
      {"std::variant<int, std::string>", type<std::variant<int, std::string>>()},
      {"Json", type<Json>()},
      {"JsonObject", type<JsonObject>()},
      {"JsonArray", type<JsonArray>()},
      {"struct Item", type<Item>()},
  };
  return all;
}

/// The cells of a row, a `\|` in them resolved.
std::vector<std::string> cells(std::string_view line) {
  std::vector<std::string> out(1);
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|') continue;
    if (line[i] == '|' && line[i - 1] != '\\') {
      out.emplace_back();
    } else {
      out.back() += line[i];
    }
  }
  for (std::string& cell : out) cell = base::trim(cell);
  return out;
}

/// What stands between backquotes.
std::vector<std::string> in_quotes(std::string_view cell) {
  std::vector<std::string> out;
  while (cell.find('`') != std::string_view::npos) {
    cell.remove_prefix(cell.find('`') + 1);
    const auto end = cell.find('`');
    out.emplace_back(cell.substr(0, end));
    cell.remove_prefix(end + 1);
  }
  return out;
}

bool takes(const model::TypeInfo& type, const std::string& json, bool strict) {
  const model::Scratch value(type);
  model::Errors errors;
  model::ValidationOptions options;
  if (strict) options.strict = true;
  return model::validate(type, model::no_facts, parse_json(json).value(), value.get(), {}, errors, options);
}

std::string_view kind_of(const Json& value) {
  if (value.is_bool()) return "true, false";
  if (value.is_integer()) return "integer";
  if (value.is_real()) return "number";
  if (value.is_string()) return "string";
  if (value.is_array()) return "array";
  return value.is_object() ? "object" : "null";
}

/// A row of the page: its examples are taken and refused as it says. Gives the kinds of JSON it is about.
void check_row(const std::vector<std::string>& row) {
  const auto type = types().find(in_quotes(row[0]).at(0));
  ASSERT_NE(type, types().end()) << row[0];
  const bool strict = row[3] == "yes";
  for (const std::string& example : in_quotes(row[4])) {
    EXPECT_EQ(kind_of(*parse_json(example)), row[2]) << example;
    EXPECT_TRUE(takes(*type->second.info, example, false)) << row[0] << ' ' << example;
    EXPECT_EQ(takes(*type->second.info, example, true), strict) << row[0] << ' ' << example;
  }
  for (const std::string& example : in_quotes(row[5])) {
    EXPECT_EQ(kind_of(*parse_json(example)), row[2]) << example;
    EXPECT_FALSE(takes(*type->second.info, example, false)) << row[0] << ' ' << example;
  }
}

std::vector<std::vector<std::string>> rows_of_the_page() {
  std::ifstream page(std::string(TALARIA_DOCS) + "/conversion-table.md");
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("| `")) rows.push_back(cells(line));
  }
  return rows;
}

TEST(ConversionTable, EveryRowOfThePageHolds) {
  const auto rows = rows_of_the_page();
  std::set<std::string> seen;
  for (const auto& row : rows) {
    ASSERT_GE(row.size(), 6u);
    check_row(row);
    seen.insert(in_quotes(row[0]).at(0));
  }
  for (const auto& [name, type] : types()) EXPECT_TRUE(seen.contains(name)) << name << " is not on the page";
  EXPECT_GT(rows.size(), 80u);
}

TEST(ConversionTable, ThePageLeavesNothingOut) {
  std::set<std::string> listed;
  for (const auto& row : rows_of_the_page()) listed.insert(in_quotes(row[0]).at(0) + ' ' + row[2] + ' ' + row[3]);
  const Json facts = facts_check::load("conversion");
  for (const JsonMember& table : facts.as_object()) {
    for (const Json& row : table.value["cases"].as_array()) {
      if (row[1].as_object().contains("errors")) continue;
      const Json& strict = row.as_array().size() > 2 ? row[2] : row[1];
      const std::string key =
          table.name + ' ' + std::string(kind_of(row[0])) + (strict.as_object().contains("ok") ? " yes" : " ");
      EXPECT_TRUE(listed.contains(key)) << key << ": " << dump_json(row[0]);
    }
  }
}

TEST(ConversionTable, EveryTypeDoesAsPydantic) {
  const Json facts = facts_check::load("conversion");
  for (const auto& [name, type] : types()) {
    SCOPED_TRACE(name);
    type.check(facts[name], model::no_facts);
  }
}

}  // namespace
}  // namespace talaria
