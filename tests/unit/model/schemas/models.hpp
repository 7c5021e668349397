// Models of every shape whose schemas Pydantic has written down in pydantic.json: the same names, the same fields.
#pragma once
#include <array>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include <talaria/model/json_schema.hpp>
#include <talaria/model/literal.hpp>
#include <talaria/model/types/bytes.hpp>
#include <talaria/model/types/date_time.hpp>
#include <talaria/model/types/decimal.hpp>
#include <talaria/model/types/email.hpp>
#include <talaria/model/types/secret.hpp>
#include <talaria/model/types/time_delta.hpp>
#include <talaria/model/types/url.hpp>
#include <talaria/model/types/uuid.hpp>

namespace talaria::schemas {

enum class Color { red, blue };
enum class Level { low = 1, high = 2 };
enum class Flavour { sweet };

}  // namespace talaria::schemas

template <>
struct talaria::EnumNames<talaria::schemas::Level> {
  static constexpr EnumValue values[] = {{"low", 1}, {"high", 2}};
  static constexpr bool as_integer = true;
};
template <>
struct talaria::EnumNames<talaria::schemas::Flavour> {
  static constexpr EnumValue values[] = {{"sweet", 0}};
  static constexpr std::string_view description = "How it tastes";
};

namespace talaria::schemas {

inline int make_seven() {
  return 7;
}

struct Cat {
  Literal<"cat"> kind;
};
struct Dog {
  Literal<"dog", "puppy"> kind;
};
template <class T>
struct Page {
  std::vector<T> items;
  Field<int, defaults{0}> total;
};
template <class T, class U>
struct Two {
  T first;
  U second;
};
struct Sub {
  int x;
};
struct Described {
  int x;
  std::optional<std::string> y;
  static constexpr ModelConfig model_config{.title = "A title", .description = "What it is"};
};
inline Sub make_sub() {
  return {3};
}

struct Numbers {
  bool a_bool;
  Field<bool, defaults{true}> a_bool_default;
  Field<bool, title{"T"}, description{"D"}, deprecated, defaults{false}> a_bool_all;
  std::int8_t i8;
  std::uint64_t u64;
  Field<int, ge{1}> int_ge;
  Field<int, gt{-5}> int_gt;
  Field<std::int64_t, le{100}> int_le;
  Field<int, lt{7}, defaults{3}> int_lt;
  Field<int, multiple_of{5}> int_multiple;
  Field<int, ge{0}, lt{10}, multiple_of{2}, title{"All"}, description{"d"}, examples{2, 4}, defaults{4}> int_all;
  double real;
  Field<double, defaults{1}> real_default_int;
  Field<double, defaults{1.5}> real_default;
  Field<double, gt{0}, le{9.5}> real_bounds;
  Field<float, multiple_of{0.25}> real_multiple;
  Field<double, allow_inf_nan{false}> real_nan;
  Field<int, strict{}> strict_int;
  Field<int, default_factory<make_seven>> made;
  Field<double, examples{35.4}> examples_only;
  Field<int, json_schema_extra{R"({"x-unit": "m", "maximum": 3})"}> int_extra;
  Field<int, json_schema_extra{R"({"title": "Other"})"}, title{"T"}> int_extra_title;
};
struct Texts {
  std::string text;
  Field<std::string, defaults{""}> empty_default;
  Field<std::string, defaults{"abc"}> text_default;
  Field<std::string, min_length{1}> text_min;
  Field<std::string, max_length{50}> text_max;
  Field<std::string, min_length{3}, max_length{50}, pattern{"^[A-Z]+$"}> text_both;
  Field<std::string, pattern{"\\d+"}, defaults{"1"}> text_pattern;
  Field<std::string, strip_whitespace, to_lower> text_strip;
  Field<std::string, to_upper, max_length{3}> text_upper;
  std::string camelCase;
  std::string HTTPServer;
  std::string name2x_y;
  std::string trailing_;
  std::string a1b2c3;
  Field<std::string, alias{"withAlias"}> with_alias;
  Field<std::string, alias{"dash-alias"}> dash_alias;
  Field<std::string, validation_alias{"inAlias"}> in_alias;
  Field<std::string, serialization_alias{"outAlias"}> out_alias;
  Field<std::string, validation_alias{"theIn"}, serialization_alias{"theOut"}> both_alias;
  Field<std::string, alias{"ta"}, title{"Titled"}> titled_alias;
  Field<std::string, examples{"Foo", "Bar"}> text_examples;
  Field<std::string, deprecated> text_deprecated;
  Field<std::string, description{"With \"quotes\" and é"}> text_described;
  Field<std::string, examples{json_text{R"(null)"}, json_text{R"({"a": [1, null]})"}}> text_examples_json;
  Field<std::string, coerce_numbers_to_str{}> coerced;
};
struct Optionals {
  std::optional<int> number;
  std::optional<std::string> text;
  Field<std::optional<int>, required> needed;
  Field<std::optional<int>, defaults{5}> five;
  Field<std::optional<int>, ge{1}, le{3}> limited;
  std::optional<Field<int, ge{1}>> limited_inside;
  std::optional<Field<std::string, title{"Inner"}, description{"D"}, max_length{3}>> titled_inside;
  Field<std::optional<Field<std::string, description{"inner"}>>, description{"outer"}> both;
  Field<std::optional<std::string>, title{"T"}> titled;
  Field<std::optional<double>, description{"D"}, deprecated, examples{1.5}> described;
  std::optional<Sub> model;
  Field<std::optional<Sub>, title{"T"}> model_titled;
  Field<std::optional<Sub>, description{"D"}, required> model_described;
  std::optional<Field<Sub, title{"T"}>> model_inside;
  std::optional<Color> color;
  Field<std::optional<Color>, defaults{Color::blue}> color_default;
  std::optional<std::vector<int>> list_;
  Field<std::optional<std::vector<std::string>>, min_length{1}, max_length{5}> list_limited;
  std::optional<std::vector<Sub>> models;
  std::optional<std::map<std::string, int>> map;
  std::optional<Json> anything;
  std::vector<std::optional<int>> list_of_optionals;
  std::optional<std::optional<int>> twice;
  Field<std::optional<std::string>, pattern{"^a"}, alias{"p-a"}> pattern;
  Field<std::optional<int>, json_schema_extra{R"({"x": 1})"}> extra;
  Field<std::optional<int>, default_factory<make_seven>> made;
};
struct Containers {
  std::vector<int> list_;
  Field<std::vector<int>, defaults{}> list_empty;
  Field<std::vector<std::string>, defaults{"a", "b"}> list_default;
  Field<std::vector<int>, min_length{1}, max_length{3}> list_limits;
  std::vector<Field<int, ge{1}>> list_of_limited;
  std::vector<Field<int, title{"Item"}, description{"of it"}>> list_of_titled;
  std::vector<Sub> list_of_models;
  std::vector<Field<Sub, description{"One"}>> list_of_described;
  std::vector<std::vector<double>> list_of_lists;
  std::vector<Json> list_any;
  Field<std::vector<int>, examples{json_text{"[1, 2]"}}> list_examples;
  std::set<int> set_;
  Field<std::set<int>, defaults{3, 1, 2}> set_default;
  Field<std::set<std::string>, defaults{}> set_empty;
  Field<std::set<std::string>, max_length{3}> set_limits;
  std::set<Color> set_of_enums;
  std::map<std::string, int> map;
  Field<std::map<std::string, int>, defaults{}> map_empty;
  Field<std::map<std::string, int>, min_length{1}, max_length{2}> map_limits;
  std::map<std::string, Sub> map_of_models;
  std::map<std::string, Field<int, ge{1}, title{"V"}, description{"D"}>> map_of_limited;
  std::map<std::string, std::vector<Sub>> map_of_lists;
  std::map<std::string, Json> map_of_any;
  std::map<std::string, std::optional<int>> map_of_optionals;
  std::map<std::string, Field<Sub, title{"T"}>> map_of_titled_models;
  std::map<int, double> map_int_keys;
  std::map<Color, int> map_enum_keys;
  std::map<Level, int> map_level_keys;
  std::map<Field<std::string, pattern{"^k"}>, int> map_pattern_keys;
  std::map<Field<std::string, max_length{3}, title{"K"}>, int> map_short_keys;
  std::map<Uuid, int> map_uuid_keys;
  Json any;
  Field<Json, defaults{nullptr}> any_null;
  Field<Json, defaults{5}> any_default;
  JsonObject object;
  JsonArray array;
  std::tuple<int, std::string> tuple;
  std::pair<double, Sub> pair;
  std::array<int, 3> array_of_3;
  std::tuple<Field<int, ge{0}>, Color> tuple_limited;
  std::vector<std::pair<int, int>> list_of_tuples;
  std::deque<int> deque;
};
struct Refs {
  Sub sub;
  Field<Sub, title{"T"}> sub_titled;
  Field<Sub, title{"Sub"}> sub_same_title;
  Field<Sub, description{"D"}> sub_described;
  Described described;
  Field<Described, description{"What it is"}> described_same;
  Field<Described, description{"Else"}, title{"A title"}> described_other;
  Field<Sub, examples{json_text{R"({"x": 1})"}}> sub_examples;
  Field<Sub, deprecated> sub_deprecated;
  Field<Sub, json_schema_extra{R"({"x-a": [1]})"}> sub_extra;
  Field<Sub, default_factory<make_sub>> sub_made;
  Field<Sub, alias{"aliasOfIt"}> sub_aliased;
  Color color;
  Field<Color, defaults{Color::red}> color_default;
  Field<Color, title{"T"}, description{"D"}, deprecated, examples{"red"}, defaults{Color::blue}> color_all;
  Level level;
  Field<Level, defaults{Level::high}> level_default;
  Flavour flavour;
  Field<Flavour, description{"How it tastes"}, title{"Flavour"}> flavour_same;
  Page<Sub> page;
  Page<int> page_of_numbers;
  Page<std::vector<std::string>> page_of_lists;
  Page<Page<Sub>> page_of_pages;
  Two<int, Sub> two;
  std::vector<Page<Sub>> pages;
};
struct Unions {
  std::variant<int, std::string> plain;
  Field<std::variant<int, std::string>, defaults{5}> with_default;
  Field<std::variant<std::monostate, int, std::string>, defaults{}> nullable;
  std::variant<Sub, Described> models;
  Field<std::variant<Sub, Described>, title{"T"}, description{"D"}> models_titled;
  std::variant<Sub, int> mixed;
  std::variant<Field<int, ge{1}>, Field<std::string, max_length{3}>> limited_inside;
  std::variant<Field<int, title{"I"}>, std::string> titled_inside;
  Field<std::variant<int, std::string>, left_to_right> ordered;
  Field<std::variant<Cat, Dog>, discriminator{"kind"}> tagged;
  Field<std::variant<Cat, Dog>, discriminator{"kind"}, description{"A pet"}, title{"Pet"}> tagged_described;
  std::vector<std::variant<int, Sub>> list_of_unions;
  std::map<std::string, std::variant<int, bool>> map_of_unions;
  std::optional<std::variant<int, std::string>> optional_union;
  std::variant<std::vector<int>, std::vector<std::string>> lists;
  Literal<"a"> word;
  Literal<"a", "b"> words;
  Field<Literal<"a", "b">, defaults{"b"}> words_default;
  Literal<1, 2> numbers;
  std::optional<Literal<"a", "b">> optional_word;
  std::vector<Literal<"x", "y">> list_of_words;
};
struct Scalars {
  Date day;
  Time hour;
  DateTime date_time;
  TimeDelta duration;
  PastDate past;
  FutureDatetime future;
  AwareDatetime aware;
  std::optional<Date> maybe_date;
  std::vector<DateTime> dates;
  Uuid uuid;
  std::set<Uuid> uuids;
  EmailStr email;
  Field<EmailStr, description{"Where to"}> email_limited;
  NameEmail name_email;
  AnyUrl any_url;
  HttpUrl http_url;
  FtpUrl ftp;
  FileUrl file;
  PostgresDsn postgres;
  RedisDsn redis;
  std::vector<HttpUrl> urls;
  SecretStr secret;
  Field<SecretStr, min_length{8}, max_length{20}> secret_limited;
  SecretBytes secret_bytes;
  Bytes octets;
  Field<Bytes, min_length{2}, max_length{9}> octets_limited;
  Base64Bytes base64;
  Base64Str base64_text;
  Base64UrlBytes base64_url;
  Decimal decimal;
  Field<Decimal, max_digits{6}, decimal_places{2}> decimal_limited;
  Field<Decimal, gt{0}, le{100}> decimal_bounds;
  std::optional<Decimal> maybe_decimal;
  std::vector<Decimal> decimals;
};
struct Recursive {
  std::string name;
  std::unique_ptr<Recursive> next;
  std::vector<Recursive> children;
  std::map<std::string, Recursive> by_name;
};
struct Forbids {
  int a;
  static constexpr ModelConfig model_config{.extra = Extra::forbid};
};
struct Limits {
  std::string text;
  Field<std::string, max_length{4}> own;
  std::optional<std::string> maybe;
  std::vector<std::string> list_;
  std::map<std::string, int> map;
  std::map<std::string, std::string> map_of_texts;
  Sub sub;
  static constexpr ModelConfig model_config{.str_min_length = 1, .str_max_length = 10};
};
struct Extras {
  Field<int, defaults{1}> a;
  static constexpr ModelConfig model_config{.title = "T",
                                            .json_schema_extra = R"({"examples": [{"a": 1}], "x-b": null})"};
};
struct ExtrasOver {
  int a;
  static constexpr ModelConfig model_config{.title = "T",
                                            .json_schema_extra = R"({"title": "Over", "description": "D"})"};
};
struct AllRequired {
  Field<int, defaults{1}> a;
  std::optional<int> b;
  std::string c;
  static constexpr ModelConfig model_config{.json_schema_serialization_defaults_required = true};
};
struct Excludes {
  int shown;
  Field<int, exclude> hidden;
  Field<Sub, exclude> hidden_sub;
};
struct ByName {
  Field<int, alias{"anA"}> a;
  static constexpr ModelConfig model_config{.validate_by_name = true, .validate_by_alias = false};
};
struct Base64Config {
  Bytes octets;
  static constexpr ModelConfig model_config{.ser_json_bytes = BytesFormat::base64,
                                            .val_json_bytes = BytesFormat::base64};
};
struct Base64Out {
  Bytes octets;
  static constexpr ModelConfig model_config{.ser_json_bytes = BytesFormat::base64};
};
struct Seconds {
  TimeDelta span;
  std::vector<TimeDelta> spans;
  static constexpr ModelConfig model_config{.ser_json_timedelta = TimedeltaFormat::seconds_float};
};
struct Empty {};
}  // namespace talaria::schemas
