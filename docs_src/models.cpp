#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/model/convert.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/model/json_schema.hpp>
#include <talaria/model/types/date_time.hpp>
#include <talaria/model/validate.hpp>
using namespace talaria;

namespace models {

// [user]
struct User {
  std::int64_t id;
  Field<std::string, defaults{"Jane Doe"}> name = {};
  std::optional<DateTime> signed_up = {};
  Field<std::vector<std::string>, defaults{}> friends = {};
};
// [/user]

Json read(std::string_view text) {
  // [read]
  const auto user = model_validate_json<User>(text);
  const Json json = model_dump(user);
  const std::string compact = model_dump_json(user);
  // [/read]
  if (parse_json(compact).value() != json) throw ValueError("the two differ");
  return json;
}

Json from_strings() {
  // [strings]
  const Json row = JsonObject{{"id", "123"}, {"signed_up", "2026-06-01 12:22"}};
  const auto user = model_validate_strings<User>(row);
  // [/strings]
  return model_dump(user);
}

std::string errors(std::string_view text) {
  // [errors]
  try {
    (void)model_validate_json<User>(text);
  } catch (const ValidationError& error) {
    for (const model::ErrorDetail& detail : error.errors()) {
      if (detail.type == "missing") return "something is missing";
    }
    return error.json();
  }
  // [/errors]
  return {};
}

std::int64_t total(const Json& input) {
  // [any_type]
  const auto counts = model_validate<std::map<std::string, std::vector<int>>>(input);
  // [/any_type]
  std::int64_t sum = 0;
  for (const auto& [name, values] : counts) {
    for (const int value : values) sum += value;
  }
  return sum;
}

void strictly(std::string_view text) {
  // [strict]
  const auto user = model_validate_json<User>(text, {.strict = true});
  // [/strict]
  (void)user;
}

std::string sent(std::string_view text) {
  // [sent]
  FieldsSet sent;
  const auto user = model_validate_json<User>(text, {.fields_set = &sent});
  const std::string same = model_dump_json(user, {.exclude_unset = true, .fields_set = &sent});
  // [/sent]
  return same;
}

// [row]
struct UserRow {
  std::int64_t id;
  std::string name;
  std::string password_hash;
  DateTime signed_up;
};
// [/row]

Json from_row() {
  // [to]
  const UserRow row{7, "Ada", "argon2...", DateTime(Date(2026, 6, 1))};
  const auto user = to<User>(row);
  // [/to]
  return model_dump(user);
}

// [check]
User checked(const User& user) {
  return model_validate<User>(model_dump(user));
}
// [/check]

void check_row() {
  (void)checked(User{.id = 7});
}

// [generic]
template <class T>
struct Page {
  std::vector<T> items;
  std::int64_t total;
};

using UserPage = Page<User>;
// [/generic]

Json page_schema() {
  return model_json_schema<UserPage>();
}

Json page(std::string_view text) {
  return model_dump(model_validate_json<UserPage>(text));
}

// [recursive]
struct Comment {
  std::string text;
  Field<std::vector<Comment>, defaults{}> replies = {};
};
// [/recursive]

Json comment(std::string_view text) {
  try {
    return model_dump(model_validate_json<Comment>(text));
  } catch (const ValidationError& error) {
    return model::errors_to_json(error.errors());
  }
}

Json schema() {
  // [schema]
  const Json schema = model_json_schema<Comment>();
  // [/schema]
  return schema;
}

Json schemas() {
  // [schemas]
  const auto schemas = models_json_schema({{schema_of<User>, SchemaMode::validation},  //
                                           {schema_of<UserPage>, SchemaMode::validation}});
  // [/schemas]
  return JsonObject{{"schemas", schemas.schemas}, {"definitions", schemas.definitions}};
}

}  // namespace models
