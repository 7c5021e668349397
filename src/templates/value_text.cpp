// Values as texts: as they are printed, escaped, shown inside of lists, and as JSON.
#include "model/python_text.hpp"
#include "templates/value.hpp"

namespace talaria::templates {

namespace {

// A list may be nested deeply, but what is printed of it need not.
constexpr int max_depth = 200;

void append_repr(std::string& out, const Value& value, int depth);

void append_items(std::string& out, const Value& list, int depth) {
  const List* own = list.own_list();
  const bool is_tuple = own != nullptr && own->is_tuple;
  out += is_tuple ? '(' : '[';
  const auto items = items_of(list);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ", ";
    append_repr(out, items[i], depth + 1);
  }
  if (is_tuple && items.size() == 1) out += ',';
  out += is_tuple ? ')' : ']';
}

void append_pairs(std::string& out, const Value& dict, int depth) {
  out += '{';
  bool first = true;
  for (const auto& [key, value] : pairs_of(dict)) {
    if (!first) out += ", ";
    first = false;
    append_repr(out, key, depth + 1);
    out += ": ";
    append_repr(out, value, depth + 1);
  }
  out += '}';
}

void append_repr(std::string& out, const Value& value, int depth) {
  if (depth > max_depth) fail("a value is nested too deeply to be printed");
  if (const Text* text = value.text()) {
    const std::string quoted = model::python_quoted(text->view);
    out += text->safe ? "Markup(" + quoted + ")" : quoted;
  } else if (value.is_list()) {
    append_items(out, value, depth);
  } else if (value.is_dict()) {
    append_pairs(out, value, depth);
  } else if (value.is_undefined()) {
    out += "Undefined";
  } else {
    out += to_text(value);
  }
}

}  // namespace

std::string to_text(const Value& value) {
  if (const Text* text = value.text()) return std::string(text->view);
  if (value.is_undefined()) return "";
  if (value.is_none()) return "None";
  if (const bool* held = value.as<bool>()) return *held ? "True" : "False";
  if (const std::int64_t* held = value.as<std::int64_t>()) return std::to_string(*held);
  if (const double* held = value.as<double>()) return model::python_repr(Json(*held));
  if (const Object* object = value.object()) return object->str();
  std::string out;
  append_repr(out, value, 0);
  return out;
}

std::string to_repr(const Value& value) {
  std::string out;
  append_repr(out, value, 0);
  return out;
}

Value soft_text(const Value& value) {
  return value.text() != nullptr ? value : Value::text(to_text(value));
}

std::string type_name(const Value& value) {
  struct Visitor {
    std::string operator()(const Undefined&) const { return "Undefined"; }
    std::string operator()(std::nullptr_t) const { return "None"; }
    std::string operator()(bool) const { return "bool object"; }
    std::string operator()(std::int64_t) const { return "int object"; }
    std::string operator()(double) const { return "float object"; }
    std::string operator()(const Text& text) const { return text.safe ? "markupsafe.Markup object" : "str object"; }
    std::string operator()(const std::shared_ptr<List>& list) const {
      return list->is_tuple ? "tuple object" : "list object";
    }
    std::string operator()(const std::shared_ptr<Dict>&) const { return "dict object"; }
    std::string operator()(const std::shared_ptr<Object>& object) const {
      return std::string(object->type_name()) + " object";
    }
    std::string operator()(const JsonArray*) const { return "list object"; }
    std::string operator()(const JsonObject*) const { return "dict object"; }
  };
  return std::visit(Visitor(), value.data);
}

namespace {

Json to_json_at(const Value& value, int depth) {
  if (depth > max_depth) fail("a value is nested too deeply for JSON");
  if (value.is_undefined()) fail("Object of type Undefined is not JSON serializable");
  if (value.is_none()) return nullptr;
  if (const bool* held = value.as<bool>()) return *held;
  if (const std::int64_t* held = value.as<std::int64_t>()) return *held;
  if (const double* held = value.as<double>()) return *held;
  if (const Text* text = value.text()) return text->view;
  if (const auto* array = value.as<const JsonArray*>()) return **array;
  if (const auto* object = value.as<const JsonObject*>()) return **object;
  if (const List* list = value.own_list()) {
    JsonArray items;
    for (const Value& item : list->items) items.push_back(to_json_at(item, depth + 1));
    return items;
  }
  if (const Dict* dict = value.own_dict()) {
    JsonObject members;
    for (const auto& [key, held] : dict->items) {
      const bool spelled_alike = key.text() != nullptr || key.as<std::int64_t>() != nullptr;
      members.set(spelled_alike ? to_text(key) : dump_json(to_json_at(key, depth + 1)), to_json_at(held, depth + 1));
    }
    return members;
  }
  fail("Object of type " + type_name(value) + " is not JSON serializable");
}

}  // namespace

Json to_json(const Value& value) {
  return to_json_at(value, 0);
}

void append_escaped(std::string& out, std::string_view text) {
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string_view escape;
    switch (text[i]) {
      case '&':
        escape = "&amp;";
        break;
      case '<':
        escape = "&lt;";
        break;
      case '>':
        escape = "&gt;";
        break;
      case '\'':
        escape = "&#39;";
        break;
      case '"':
        escape = "&#34;";
        break;
      default:
        continue;
    }
    out.append(text, from, i - from).append(escape);
    from = i + 1;
  }
  out.append(text, from);
}

void append_printed(std::string& out, const Value& value, bool autoescape) {
  const Text* text = value.text();
  if (text != nullptr && (text->safe || !autoescape)) {
    out += text->view;
  } else if (text != nullptr) {
    append_escaped(out, text->view);
  } else if (autoescape) {
    append_escaped(out, to_text(value));
  } else {
    out += to_text(value);
  }
}

std::string escaped(const Value& value) {
  std::string out;
  append_printed(out, value, true);
  return out;
}

}  // namespace talaria::templates
