#include "model/schema_texts.hpp"

#include "model/constraints.hpp"
#include "model/scratch.hpp"

#include <algorithm>
#include <stdexcept>

#include <talaria/model/dump.hpp>
#include <talaria/model/json_schema.hpp>

namespace talaria::model {

namespace {

/// What a serializer makes of the value.
struct Made {
  const TypeInfo& type;
  Json json = {};
};

Json made_of(const MadeOutput& output, const void* value) {
  Made made{output.type()};
  output.visit(value, &made, [](void* context, const void* result) {
    auto& m = *static_cast<Made*>(context);
    if (result != nullptr) m.json = to_json(m.type, result);
  });
  return std::move(made.json);
}

Json default_value(const TypeInfo& type, const Facts& facts, SchemaMode mode) {
  const Scratch value(type);
  facts.set_default(value.get());
  if (mode == SchemaMode::serialization && facts.serializer != nullptr) {
    return made_of(*facts.serializer, value.get());
  }
  Json out = to_json(type, value.get());
  // The order in a hash set is another one in each program.
  if (type.kind == Kind::set) {
    JsonArray& items = out.as_array();
    std::sort(items.begin(), items.end(), [](const Json& a, const Json& b) { return dump_json(a) < dump_json(b); });
  }
  return out;
}

/// Why a text is no JSON object; empty when it is one.
std::string fault_of(std::string_view json_object) {
  const auto value = parse_json(json_object);
  if (!value) return value.error().message + " at offset " + std::to_string(value.error().offset);
  return value->is_object() ? std::string() : "it is another value";
}

/// Collects what is wrong with the JSON texts of facts and types.
class FaultFinder {
 public:
  void visit(const TypeInfo& type) {
    if (type.element != nullptr) visit(*type.element);
    for (const PartInfo& part : parts_of(type)) visit(*part.type);
    if (type.kind != Kind::object || std::find(seen_.begin(), seen_.end(), &type) != seen_.end()) return;
    seen_.push_back(&type);
    const std::string name(type.name);
    check("json_schema_extra", type.config->json_schema_extra, name);
    for (const ComputedInfo& computed : type.computed) {
      visit(*computed.facts, name + "." + std::string(computed.name));
      visit(computed.output->type());
    }
    for (const FieldInfo& field : type.fields) {
      visit(*field.facts, name + "." + std::string(field.name));
      visit(*field.type);
    }
  }

  void visit(const Facts& facts, const std::string& place) {
    check("json_schema_extra", facts.json_schema_extra, place);
    check("openapi_examples", facts.openapi_examples, place);
    if (facts.examples == nullptr) return;
    try {
      (void)facts.examples();
    } catch (const std::logic_error& fault) {
      faults.push_back(place + ": " + fault.what());
    }
  }

  std::vector<std::string> faults;

 private:
  void check(std::string_view fact, std::string_view text, const std::string& place) {
    if (text.empty()) return;
    const std::string fault = fault_of(text);
    if (!fault.empty()) faults.push_back(std::string(fact) + " of " + place + " is no JSON object: " + fault);
  }

  std::vector<const TypeInfo*> seen_;
};

}  // namespace

void add_number_limits(JsonObject& schema, const Facts& facts, bool real) {
  const auto add = [&](bool present, const char* name, const Number& limit) {
    if (present) schema.append(name, limit_to_json(limit, real));
  };
  add(facts.has_multiple_of, "multipleOf", facts.multiple_of_value);
  add(facts.has_le, "maximum", facts.le_value);
  add(facts.has_lt, "exclusiveMaximum", facts.lt_value);
  add(facts.has_ge, "minimum", facts.ge_value);
  add(facts.has_gt, "exclusiveMinimum", facts.gt_value);
}

JsonObject any_of(const JsonArray& schemas) {
  JsonArray flat;
  const auto add = [&](const Json& schema) {
    if (std::find(flat.begin(), flat.end(), schema) == flat.end()) flat.push_back(schema);
  };
  for (const Json& schema : schemas) {
    const JsonObject& keywords = schema.as_object();
    const Json* const inner = keywords.size() == 1 ? keywords.find("anyOf") : nullptr;
    if (inner == nullptr) {
      add(schema);
    } else {
      for (const Json& alternative : inner->as_array()) add(alternative);
    }
  }
  if (flat.size() == 1) return flat[0].as_object();
  return {{"anyOf", std::move(flat)}};
}

void add_texts(JsonObject& schema, const TypeInfo& type, const Facts& facts, std::string_view title, SchemaMode mode) {
  if (!title.empty()) schema.set("title", title);
  if (!facts.description.empty()) schema.set("description", facts.description);
  if (facts.has_default && facts.default_is_constant) schema.set("default", default_value(type, facts, mode));
  if (facts.examples != nullptr) schema.set("examples", facts.examples());
  if (facts.deprecated) schema.set("deprecated", true);
  add_extra(schema, facts.json_schema_extra, "a value");
}

Json null_default(const TypeInfo& type, const Facts& facts, SchemaMode mode) {
  if (mode != SchemaMode::serialization || facts.serializer == nullptr) return nullptr;
  const Scratch value(type);
  return made_of(*facts.serializer, value.get());
}

void add_extra(JsonObject& schema, std::string_view json_object, std::string_view place) {
  if (json_object.empty()) return;
  const auto extra = parse_json(json_object);
  if (!extra || !extra->is_object()) {
    throw std::invalid_argument("json_schema_extra of " + std::string(place) +
                                " is no JSON object: " + fault_of(json_object));
  }
  schema.update(extra->as_object());
}

std::vector<std::string> schema_faults(const TypeInfo& type) {
  FaultFinder finder;
  finder.visit(type);
  return std::move(finder.faults);
}

std::vector<std::string> schema_faults(const Facts& facts, std::string_view name) {
  FaultFinder finder;
  finder.visit(facts, std::string(name));
  return std::move(finder.faults);
}

}  // namespace talaria::model
