// Runs a type through a table of facts: what Pydantic 2.14 makes of an input, recorded in facts/*.json. Each case is
// [input, result, result when strict, if it is another]; a result is {"ok": <as JSON>} or {"errors": [[type, msg,
// ctx]]}, with the way to it as a fourth item where it is not empty. Lax results are those of Python mode, in which
// FastAPI validates, strict ones those of JSON mode.
#pragma once
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include <talaria/model/dump.hpp>
#include <talaria/model/json_schema.hpp>
#include <talaria/model/text_format.hpp>
#include <talaria/model/validate.hpp>

namespace talaria::facts_check {

inline const Json& load(const std::string& name) {
  static std::map<std::string, Json> loaded;
  if (const auto found = loaded.find(name); found != loaded.end()) return found->second;
  std::ifstream file(std::string(TALARIA_MODEL_FACTS) + "/" + name + ".json");
  std::ostringstream text;
  text << file.rdbuf();
  auto parsed = parse_json(text.str());
  if (!parsed) throw std::runtime_error(name + ".json: " + parsed.error().message);
  return loaded.emplace(name, std::move(*parsed)).first->second;
}

inline Json errors_of(const model::Errors& errors) {
  JsonArray list;
  for (const model::ErrorDetail& error : errors) {
    JsonArray row{error.type, error.msg, error.ctx.empty() ? Json() : Json(error.ctx)};
    if (!error.loc.empty()) row.push_back(model::errors_to_json({error})[0]["loc"]);
    list.push_back(std::move(row));
  }
  return JsonObject{{"errors", std::move(list)}};
}

template <class T>
Json explained(const model::Facts& facts, const Json& input, bool strict) {
  T value{};
  model::Errors errors;
  model::ValidationOptions options;
  options.from_attributes = true;  // as FastAPI validates
  if (strict) options.strict = true;
  if (!model::validate(model::type_info<T>, facts, input, &value, {}, errors, options)) return errors_of(errors);
  return JsonObject{{"ok", model_dump(value)}};
}

/// What the fast path takes must be what the explaining path takes.
template <class T>
void check_fast(const model::Facts& facts, const Json& input, const Json& expected) {
  T value{};
  const std::string text = dump_json(input);
  if (model::read_json(model::type_info<T>, facts, text, &value)) {
    EXPECT_EQ(dump_json(JsonObject{{"ok", model_dump(value)}}), dump_json(expected)) << "fast path of " << text;
  }
  // Texts of parameters are converted even where the field is strict.
  T other{};
  if (input.is_string() && facts.strict != model::Setting::on &&
      model::read_text(model::type_info<T>, facts, input.as_string(), &other)) {
    EXPECT_EQ(dump_json(JsonObject{{"ok", model_dump(other)}}), dump_json(expected)) << "fast text of " << text;
  }
}

/// The schema without the definitions it refers to.
inline Json schema_of_type(const model::TypeInfo& type, const model::Facts& facts) {
  model::SchemaRegistry registry("#/$defs/");
  registry.add(type);
  if (type.kind != model::Kind::object) return registry.schema(type, facts);
  Json schema = model_json_schema(type);
  schema.as_object().erase("$defs");
  return schema;
}

template <class T>
void check_values(const Json& table, const model::Facts& facts = model::no_facts) {
  for (const Json& row : table["cases"].as_array()) {
    const Json& input = row[0];
    EXPECT_EQ(dump_json(explained<T>(facts, input, false)), dump_json(row[1])) << "input " << dump_json(input);
    check_fast<T>(facts, input, row[1]);
    const bool differs = row.as_array().size() > 2;
    EXPECT_EQ(dump_json(explained<T>(facts, input, true)), dump_json(row[differs ? 2 : 1]))
        << "strict, input " << dump_json(input);
  }
}

template <class T>
void check(const Json& table, const model::Facts& facts = model::no_facts) {
  check_values<T>(table, facts);
  const Json schema = schema_of_type(model::type_info<T>, facts);
  EXPECT_EQ(schema, table["schema"]) << dump_json(schema);
}

template <class T>
void check_file(const std::string& name, const model::Facts& facts = model::no_facts) {
  check<T>(load(name), facts);
}

/// A file with several tables.
template <class T>
void check_part(const std::string& name, const std::string& part, const model::Facts& facts = model::no_facts) {
  check<T>(load(name)[part], facts);
}

}  // namespace talaria::facts_check
