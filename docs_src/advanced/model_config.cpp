#include <talaria/talaria.hpp>
using namespace talaria;

namespace model_config_page {

template <class T>
Json outcome(std::string_view text, const model::ValidationOptions& options = {}) {
  try {
    return model_dump(model_validate_json<T>(text, options));
  } catch (const ValidationError& error) {
    return parse_json(error.json()).value();
  }
}

// [extra]
struct Order {
  std::string article;
  int amount;

  static constexpr ModelConfig model_config{.extra = Extra::forbid};
};
// [/extra]

Json order(std::string_view text) {
  return outcome<Order>(text);
}

// [family]
struct ApiModel {
  static constexpr ModelConfig model_config{
      .extra = Extra::forbid, .str_strip_whitespace = true, .alias_generator = to_camel};
};

struct Invoice : ApiModel {
  std::string invoice_number;
  Field<int, defaults{30}> days_to_pay = {};
};
// [/family]

Json invoice(std::string_view text) {
  return outcome<Invoice>(text);
}

// [member_of_family]
struct Offer : ApiModel {
  std::string offer_number;

  static constexpr ModelConfig model_config = [] {
    ModelConfig config = ApiModel::model_config;
    config.extra = Extra::ignore;
    return config;
  }();
};
// [/member_of_family]

Json offer(std::string_view text) {
  return outcome<Offer>(text);
}

// [allow]
struct Event {
  std::string kind;
  Field<JsonObject, extra_fields> rest = {};

  static constexpr ModelConfig model_config{.extra = Extra::allow};
};
// [/allow]

Json event(std::string_view text) {
  return outcome<Event>(text);
}

// [strict]
struct Transfer {
  std::int64_t cents;
  Date day;
  Field<bool, strict{false}> urgent;

  static constexpr ModelConfig model_config{.strict = true};
};
// [/strict]

// [strict_field]
struct Payment {
  Field<std::int64_t, strict{}> cents;
  Date day;
};
// [/strict_field]

Json transfer(std::string_view text) {
  return outcome<Transfer>(text);
}
Json payment(std::string_view text) {
  return outcome<Payment>(text);
}

Json strict_call(std::string_view text) {
  try {
    // [strict_call]
    const auto order = model_validate_json<Order>(text, {.strict = true});
    // [/strict_call]
    return order;
  } catch (const ValidationError& error) {
    return parse_json(error.json()).value();
  }
}

// [aliases]
struct Song {
  Field<std::string, alias{"songTitle"}> title;
  Field<int, validation_alias{"length"}, serialization_alias{"seconds"}> duration;

  static constexpr ModelConfig model_config{.validate_by_name = true};
};
// [/aliases]

Json song(std::string_view text) {
  return outcome<Song>(text);
}

// [choices]
struct Cinema {
  Field<std::string, validation_alias{AliasChoices{"name", "theatre"}}> title;
  Field<std::string, validation_alias{AliasPath{"location", "city"}}> city;
  Field<int, validation_alias{AliasPath{"halls", -1, "seats"}}> smallest_hall;
};
// [/choices]

Json cinema(std::string_view text) {
  return outcome<Cinema>(text);
}

// [generator]
constexpr std::size_t with_dashes(std::string_view name, char* out, std::size_t room) {
  const std::size_t size = std::min(name.size(), room);
  for (std::size_t i = 0; i < size; ++i) out[i] = name[i] == '_' ? '-' : name[i];
  return size;
}

struct Address {
  std::string street_name;
  Field<std::string, alias{"zip"}> postal_code;

  static constexpr ModelConfig model_config{.alias_generator = with_dashes};
};
// [/generator]

Json address(std::string_view text) {
  return outcome<Address>(text);
}

// [by_name]
struct Station {
  Field<std::string, alias{"stationName"}> name;

  static constexpr ModelConfig model_config{.validate_by_name = true, .validate_by_alias = false};
};
// [/by_name]

Json station(std::string_view text) {
  return outcome<Station>(text);
}

// [texts]
struct Word {
  std::string text;
  std::string language;

  static constexpr ModelConfig model_config{.str_strip_whitespace = true,
                                            .str_to_lower = true,
                                            .str_min_length = 2,
                                            .str_max_length = 20,
                                            .coerce_numbers_to_str = true};
};

struct Code {
  std::string code;

  static constexpr ModelConfig model_config{.str_to_upper = true};
};
// [/texts]

Json word(std::string_view text) {
  return outcome<Word>(text);
}
Json code(std::string_view text) {
  return outcome<Code>(text);
}

// [numbers]
struct Measurement {
  double value;
  Field<double, ge{0}, defaults{-1}> error = {};

  static constexpr ModelConfig model_config{.allow_inf_nan = false, .validate_default = true};
};
// [/numbers]

Json measurement(std::string_view text) {
  return outcome<Measurement>(text);
}

// [formats]
struct Recording {
  Bytes samples;
  TimeDelta duration;
  DateTime begin;
  double loudness;

  static constexpr ModelConfig model_config{.ser_json_bytes = BytesFormat::base64,
                                            .val_json_bytes = BytesFormat::base64,
                                            .ser_json_timedelta = TimedeltaFormat::seconds_float,
                                            .ser_json_naive_datetime = NaiveDatetimeFormat::utc,
                                            .ser_json_inf_nan = InfNanFormat::strings};
};
// [/formats]

Json recording(std::string_view text) {
  return outcome<Recording>(text);
}

// [schema]
struct Lamp {
  std::string name;
  Field<int, defaults{1}> bulbs = {};

  static constexpr ModelConfig model_config{.title = "A lamp",
                                            .description = "What gives light.",
                                            .json_schema_serialization_defaults_required = true,
                                            .json_schema_extra = R"({"examples": [{"name": "Pharos", "bulbs": 0}]})"};
};
// [/schema]

Json lamp_schema(SchemaMode mode) {
  return model_json_schema<Lamp>(mode);
}

}  // namespace model_config_page
