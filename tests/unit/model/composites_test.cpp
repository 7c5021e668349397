// Unions, tuples, maps and literals against facts/composites.json: what Pydantic makes of every input of a table.
#include "types/facts_check.hpp"
#include "types/sample_enums.hpp"

#include <array>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <set>

#include <gtest/gtest.h>

#include <talaria/model/literal.hpp>
#include <talaria/model/types/date_time.hpp>
#include <talaria/model/types/email.hpp>
#include <talaria/model/types/secret.hpp>
#include <talaria/model/types/url.hpp>
#include <talaria/model/types/uuid.hpp>

namespace talaria {
namespace {

struct Cat {
  std::string name;
  Field<int, defaults{9}> lives;
};
struct Dog {
  std::string name;
  std::optional<std::string> breed;
};
struct Owner {
  std::variant<Cat, Dog> pet;
  Field<std::variant<std::monostate, int, std::string>, defaults{}> nick;
  Field<std::vector<std::variant<int, std::string>>, defaults{}> tags;
};
struct TCat {
  Literal<"cat", "kitten"> pet_type;
  int meows;
};
struct TDog {
  Literal<"dog"> pet_type;
  double barks;
};
struct Liz {
  Literal<1, 2> pet_type;
  Field<bool, defaults{false}> x;
};
struct EA {
  Literal<Color::red> kind;
};
struct EB {
  Literal<Color::green> kind;
  int n;
};
struct AA {
  Field<Literal<"a">, alias{"petKind"}, defaults{"a"}> kind;
};
struct AB {
  Field<Literal<"b">, alias{"petKind"}> kind;
};
struct BlackCat {
  Literal<"cat"> pet_type;
  Literal<"black"> color;
  std::string bn;
};
struct WhiteCat {
  Literal<"cat"> pet_type;
  Literal<"white"> color;
  std::string wn;
};
struct Node {
  std::string name;
  std::unique_ptr<Node> next;
  Field<std::vector<Node>, defaults{}> children;
};

template <class... A>
using ByPetType = Field<std::variant<A...>, discriminator{"pet_type"}>;

struct PetOwner {
  ByPetType<TCat, TDog> pet;
  Field<std::optional<std::variant<TCat, TDog>>, discriminator{"pet_type"}> opt;
  Field<std::vector<ByPetType<TCat, TDog>>, defaults{}> many;
  Field<std::variant<TCat, int>, defaults{3}> plain;
};

/// Runs a type with the facts about it through its table.
template <class F>
void check(const std::string& part) {
  SCOPED_TRACE(part);
  static const Json tables = facts_check::load("composites");
  facts_check::check<model::detail::Bare<F>>(tables[part], model::detail::Unwrapped<F>::facts);
}

template <class... A>
using V = std::variant<A...>;

TEST(Composites, SmartUnionsOfScalars) {
  check<V<int, std::string>>("int_str");
  check<V<std::string, int>>("str_int");
  check<V<int, double>>("int_float");
  check<V<double, int>>("float_int");
  check<V<bool, int>>("bool_int");
  check<V<int, bool>>("int_bool");
  check<V<bool, std::string, double>>("bool_str_float");
  check<V<Field<int, ge{1}>, Field<std::string, min_length{2}>, Field<double, lt{3}>>>("limits");
  check<V<std::monostate, int, std::string>>("nullable");
  check<std::optional<V<int, std::string>>>("optional");
  check<V<Field<int, strict{}>, double>>("strict_int");
  check<V<Json, int>>("any_int");
  check<V<int, Json>>("int_any");
}

TEST(Composites, SmartUnionsOfEnumsAndLiterals) {
  check<V<Color, Level>>("enums");
  check<V<Color, std::string>>("enum_str");
  check<V<int, Level>>("enum_int");
  check<V<Literal<"a", 1>, int>>("literal_int");
  check<V<std::string, Literal<"a">>>("str_literal");
}

TEST(Composites, SmartUnionsOfContainers) {
  check<V<std::vector<std::optional<int>>, std::string>>("with_optional");
  check<V<std::vector<int>, std::vector<std::string>>>("lists");
  check<V<std::set<int>, std::vector<int>, int>>("list_set");
  check<V<std::tuple<int, std::string>, JsonArray>>("list_tuple");
  check<V<std::vector<int>, std::map<std::string, int>, std::set<int>, std::tuple<int, std::string>, Color, Level,
          Literal<"a", 1>>>("list_map");
  check<V<std::vector<int>, Field<V<std::string, bool>, title{"x"}>>>("nested");
}

TEST(Composites, SmartUnionsOfModels) {
  check<V<Cat, Dog>>("pets");
  check<V<Dog, Cat>>("dogs");
  check<V<Cat, Dog, int, std::string>>("pets_int");
  check<V<std::vector<Cat>, std::vector<Dog>>>("pet_lists");
  check<V<Cat, JsonObject>>("pet_map");
  check<Owner>("owner");
}

TEST(Composites, UnionsFromLeftToRight) {
  check<Field<V<int, std::string>, left_to_right>>("left_int_str");
  check<Field<V<std::string, double>, left_to_right>>("left_str_float");
  check<Field<V<Cat, Dog>, left_to_right>>("left_pets");
}

TEST(Composites, ATextWithACheckIsATextInAUnion) {
  using Mail = V<EmailStr, std::string>;
  EXPECT_EQ(model_validate<Mail>("a@example.com").index(), 0u);
  EXPECT_EQ(model_validate<Mail>("a").index(), 1u);
  EXPECT_EQ((model_validate<V<SecretStr, std::string>>("a").index()), 0u);
  // These are converted from a text, so that a text fits better.
  EXPECT_EQ((model_validate<V<Date, std::string>>("2020-01-01").index()), 1u);
  EXPECT_EQ((model_validate<V<HttpUrl, std::string>>("https://example.com/").index()), 1u);
}

TEST(Composites, TaggedUnions) {
  check<ByPetType<TCat, TDog, Liz>>("tagged");
  check<Field<V<EA, EB>, discriminator{"kind"}>>("tagged_enum");
  check<Field<V<AA, AB>, discriminator{"kind"}>>("tagged_alias");
  check<ByPetType<Field<V<BlackCat, WhiteCat>, discriminator{"color"}>, TDog>>("tagged_nested");
  check<V<ByPetType<TCat, TDog, Liz>, int>>("tagged_or_int");
  check<Field<std::optional<V<TCat, TDog, Liz>>, discriminator{"pet_type"}>>("tagged_optional");
  check<PetOwner>("pet_owner");
}

TEST(Composites, Literals) {
  check<Literal<"a", "b">>("literal");
  check<Literal<"red">>("literal_one");
  check<Literal<1, 2>>("literal_number");
  check<Literal<true>>("literal_bool");
  check<Literal<"a", 1>>("literal_mixed");
  check<Literal<0>>("literal_zero");
  check<Literal<Color::red>>("literal_enum");
  check<Literal<Level::low>>("literal_level");
  check<Literal<"it's", "x\"y", "both'\"", "\n\\\x01\xC3\xA9">>("literal_quotes");
}

TEST(Composites, Tuples) {
  check<std::tuple<int, std::string>>("tuple");
  check<std::pair<int, std::string>>("tuple");
  check<std::tuple<int, Field<std::string, min_length{2}, description{"d"}>>>("tuple_limits");
  check<std::tuple<>>("tuple_none");
  check<std::tuple<int>>("tuple_one");
  check<std::array<int, 3>>("triple");
  check<std::vector<std::pair<double, double>>>("tuples");
}

TEST(Composites, FailFast) {
  check<Field<std::vector<int>, fail_fast>>("fail_fast_list");
  check<Field<std::set<int>, fail_fast>>("fail_fast_set");
  check<Field<std::map<std::string, int>, fail_fast>>("fail_fast_map");
  check<Field<std::pair<int, int>, fail_fast>>("fail_fast_tuple");
}

TEST(Composites, KeysOfMaps) {
  check<std::map<int, int>>("map_int");
  check<std::map<Color, int>>("map_enum");
  check<std::map<Level, int>>("map_level");
  check<std::map<double, int>>("map_float");
  check<std::map<bool, int>>("map_bool");
  check<std::map<Literal<"a", "b">, int>>("map_literal");
  check<std::map<Field<std::string, min_length{2}, pattern{"^a"}>, int>>("map_pattern");
  check<std::map<Field<std::string, max_length{2}>, Json>>("map_short");
  check<std::map<Field<int, ge{2}>, int>>("map_limits");
  check<std::map<Uuid, int>>("map_uuid");
  check<std::map<Date, int>>("map_date");
  check<std::map<V<int, Color>, int>>("map_union");
  check<std::map<std::string, std::vector<std::map<int, int>>>>("map_nested");
  check<std::map<Color, Cat>>("model_map");
  check<Field<std::map<int, int>, min_length{1}, max_length{2}>>("map_sizes");
}

TEST(Composites, OtherContainers) {
  check<Field<std::set<int>, min_length{1}, max_length{2}>>("set_sizes");
  check<std::vector<int>>("list");
  check<std::deque<int>>("list");
  check<std::list<int>>("list");
  check<std::unique_ptr<Node>>("optional_node");
  check<std::shared_ptr<Node>>("optional_node");
  check<Node>("node");
}

}  // namespace
}  // namespace talaria
