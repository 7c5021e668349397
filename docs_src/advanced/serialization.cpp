#include <cmath>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace serialization {

// [computed]
struct Box {
  double width;
  double height;

  double area() const { return width * height; }

  static constexpr auto computed_fields = computed<&Box::area>;
};
// [/computed]

// [several]
struct Person {
  std::string first_name;
  std::string last_name;

  std::string full_name() const { return first_name + " " + last_name; }
  std::string initials() const { return first_name.substr(0, 1) + last_name.substr(0, 1); }

  static constexpr ComputedFields computed_fields{computed<&Person::full_name, alias{"fullName"}>,
                                                  computed<&Person::initials, description{"For the badge"}>};
};
// [/several]

Json box() {
  return model_dump(Box{2, 3});
}
Json box_schema(SchemaMode mode) {
  return model_json_schema<Box>(mode);
}
Json person() {
  return model_dump(Person{"Ada", "Lovelace"});
}

// [family]
struct ApiModel {
  static double serialize_field(const Decimal& money) { return money.to_double(); }
  static std::string serialize_field(const DateTime& moment) {
    std::string text = moment.in_offset(0).to_string();
    text.replace(text.size() - 1, 1, "+00:00");  // not Z
    return text;
  }
};

struct Payment : ApiModel {
  Decimal price;
  DateTime paid_at;
  Field<std::vector<DateTime>, defaults{}> refunds;
};
// [/family]

Json payment(std::string_view text) {
  return model_dump(model_validate_json<Payment>(text));
}

// [serializer]
std::int64_t in_cents(double price) {
  return std::llround(price * 100);
}

DateTime in_utc(const DateTime& moment) {
  return moment.in_offset(0);
}

using Price = Field<double, serializer<in_cents>>;
using Utc = Field<DateTime, serializer<in_utc>>;

struct Product {
  std::string name;
  Price price;
  std::optional<Price> old_price = {};
  Utc sold_at;
};
// [/serializer]

Json product(std::string_view text) {
  return model_dump(model_validate_json<Product>(text));
}
Json product_schema() {
  return model_json_schema<Product>(SchemaMode::serialization);
}

// [null]
std::string or_nobody(const std::optional<std::string>& name) {
  return name.value_or("nobody");
}

struct Chore {
  std::string title;
  Field<std::optional<std::string>, serializer<or_nobody>> assigned_to = {};
};
// [/null]

Json chore() {
  return model_dump(Chore{.title = "Sweep"});
}
Json chore_schema() {
  return model_json_schema<Chore>(SchemaMode::serialization);
}

// [model]
struct Point {
  double x;
  double y;

  std::array<double, 2> serialize() const { return {x, y}; }

  static Json validate_before(const Json& input) {
    const JsonArray* const pair = input.if_array();
    if (pair == nullptr || pair->size() != 2) return input;
    return JsonObject{{"x", (*pair)[0]}, {"y", (*pair)[1]}};
  }
};

struct Line {
  Point from;
  Point to;
};
// [/model]

Json line(std::string_view text) {
  return model_dump(model_validate_json<Line>(text));
}

// [exclude]
struct Account {
  std::string name;
  Field<std::string, exclude> password_hash;
};
// [/exclude]

Json account() {
  return model_dump(Account{"ada", "argon2..."});
}

// [order]
struct Item {
  Field<std::int64_t, alias{"itemId"}> id;
  std::string name;
  Field<int, defaults{1}> amount = {};
  std::optional<std::string> note = {};
};

struct Customer {
  std::string name;
  EmailStr email;
};

struct Order {
  Customer customer;
  std::vector<Item> items;
  std::optional<std::string> voucher = {};
};
// [/order]

Json whole(std::string_view text) {
  return model_dump(model_validate_json<Order>(text));
}

Json brief(std::string_view text) {
  const auto order = model_validate_json<Order>(text);
  // [include]
  const Json brief = model_dump(order, {.include = {"customer.name", "items.__all__.name"}});
  // [/include]
  return brief;
}

Json anonymous(std::string_view text) {
  const auto order = model_validate_json<Order>(text);
  // [without]
  const Json anonymous = model_dump(order, {.exclude = {"customer", "items.0.amount"}, .exclude_none = true});
  // [/without]
  return anonymous;
}

Json by_name(std::string_view text) {
  return model_dump(model_validate_json<Order>(text), {.by_alias = false});
}

Json not_default(std::string_view text) {
  return model_dump(model_validate_json<Order>(text), {.exclude_defaults = true});
}

Json sent(std::string_view text) {
  // [unset]
  FieldsSet sent;
  const auto order = model_validate_json<Order>(text, {.fields_set = &sent});
  const Json same = model_dump(order, {.exclude_unset = true, .fields_set = &sent});
  // [/unset]
  return same;
}

Json without_computed() {
  return model_dump(Box{2, 3}, {.exclude_computed_fields = true});
}

std::string text_of_items(std::string_view text) {
  const auto order = model_validate_json<Order>(text);
  // [text]
  const std::string items = model_dump_json(order.items, {.exclude_none = true});
  // [/text]
  return items;
}

}  // namespace serialization
