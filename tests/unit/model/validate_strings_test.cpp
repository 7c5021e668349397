// model_validate_strings: what Pydantic 2.14 makes of texts, recorded in types/facts/strings.json.
#include "types/facts_check.hpp"

#include <map>
#include <optional>
#include <set>
#include <variant>

#include <gtest/gtest.h>

#include <talaria/model/literal.hpp>
#include <talaria/model/types/bytes.hpp>
#include <talaria/model/types/date_time.hpp>
#include <talaria/model/types/decimal.hpp>
#include <talaria/model/types/time_delta.hpp>
#include <talaria/model/types/uuid.hpp>
#include <talaria/model/validate.hpp>

namespace talaria {
namespace {

enum class Color { red, blue };

struct Inner {
  double lat;
  Field<bool, defaults{true}> ok;
};

/// A field of each kind, by the names of the recorded inputs.
struct Model {
  std::optional<int> i;
  std::optional<double> f;
  std::optional<bool> b;
  std::optional<std::string> s;
  std::optional<Date> d;
  std::optional<DateTime> dt;
  std::optional<TimeDelta> td;
  std::optional<Decimal> dec;
  std::optional<Uuid> u;
  std::optional<Color> c;
  std::optional<Literal<"a", "b">> lit;
  std::optional<Literal<1, 2>> li;
  std::optional<Inner> inner;
  std::optional<std::vector<int>> l;
  std::optional<std::set<int>> st;
  std::optional<std::pair<int, int>> t;
  std::optional<std::map<std::string, int>> m;
  std::optional<std::map<int, Inner>> mi;
  std::optional<std::variant<int, std::string>> un;
  std::optional<std::variant<double, bool>> uf;
  std::optional<Bytes> by;
};

std::string outcome(const Json& input) {
  try {
    DumpOptions options;
    options.include.add(input.as_object().begin()->name);
    return dump_json(JsonObject{{"ok", model_dump(model_validate_strings<Model>(input), options)}});
  } catch (const ValidationError& error) {
    JsonArray errors;
    const Json details = model::errors_to_json(error.errors());
    for (const Json& detail : details.as_array()) {
      errors.push_back(JsonArray{detail["type"], detail["msg"], nullptr, detail["loc"]});
    }
    return dump_json(JsonObject{{"errors", std::move(errors)}});
  }
}

TEST(ValidateStrings, EveryKindOfFieldDoesAsPydantic) {
  const Json& cases = facts_check::load("strings")["cases"];
  EXPECT_GT(cases.as_array().size(), 700u);
  for (const Json& row : cases.as_array()) {
    EXPECT_EQ(outcome(row[0]), dump_json(row[1])) << dump_json(row[0]);
  }
}

TEST(ValidateStrings, TheWholeIsAnObjectOfTexts) {
  const auto error_of = [](const Json& input) {
    try {
      (void)model_validate_strings<Inner>(input);
    } catch (const ValidationError& error) {
      return error.errors()[0].type + ": " + error.errors()[0].msg;
    }
    return std::string();
  };
  EXPECT_EQ(error_of("x"), "model_type: Input should be an object");
  EXPECT_EQ(error_of(5), "string_type: Input should be a valid string");
  EXPECT_EQ(error_of(JsonArray{}), "string_type: Input should be a valid string");
}

}  // namespace
}  // namespace talaria
