// Filters of lists and dicts.
#include "templates/filters.hpp"
#include "templates/operators.hpp"

#include <algorithm>
#include <functional>

namespace talaria::templates {

namespace {

bool flag(const Arguments& arguments, std::size_t place, std::string_view name, bool otherwise = false) {
  return is_true(arguments.get(place, name, Value::boolean(otherwise)));
}

Value length(Render&, const Value& value, const Arguments&) {
  return Value::size(size_of(value));
}
Value list(Render&, const Value& value, const Arguments&) {
  return Value::list(items_of(value));
}
Value first(Render&, const Value& value, const Arguments&) {
  const auto items = items_of(value);
  return items.empty() ? Value::undefined("No first item, sequence was empty.") : items.front();
}
Value last(Render&, const Value& value, const Arguments&) {
  const auto items = items_of(value);
  return items.empty() ? Value::undefined("No last item, sequence was empty.") : items.back();
}
Value items(Render&, const Value& value, const Arguments&) {
  std::vector<Value> pairs;
  for (auto& [key, held] : pairs_of(value)) pairs.push_back(Value::list({std::move(key), std::move(held)}, true));
  return Value::list(std::move(pairs));
}

// One safe item makes the whole safe, and the others are escaped.
Value join(Render& render, const Value& value, const Arguments& arguments) {
  const Value between = arguments.get(0, "d", Value::text(""));
  const Value attribute = arguments.get(1, "attribute");
  std::vector<Value> parts;
  bool safe = between.is_safe();
  for (const Value& item : items_of(value)) {
    parts.push_back(attribute_of(item, attribute));
    safe = safe || parts.back().is_safe();
  }
  safe = safe && render.autoescape();
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) append_printed(out, between, safe);
    append_printed(out, parts[i], safe);
  }
  return Value::text(std::move(out), safe);
}

Value reverse(Render&, const Value& value, const Arguments&) {
  auto reversed = items_of(value);
  std::reverse(reversed.begin(), reversed.end());
  if (value.text() == nullptr) return Value::list(std::move(reversed));
  std::string text;
  for (const Value& character : reversed) text += character.text()->view;
  return Value::text(std::move(text), value.is_safe());
}

// What items are compared by: attributes, several with commas between them.
struct Key {
  std::vector<Value> attributes;
  bool case_sensitive;

  Key(const Value& attribute, bool is_case_sensitive) : case_sensitive(is_case_sensitive) {
    if (attribute.text() == nullptr) {
      attributes.push_back(attribute);
      return;
    }
    std::string_view rest = attribute.text()->view;
    for (;;) {
      const std::size_t comma = rest.find(',');
      attributes.push_back(Value::text(std::string(rest.substr(0, comma))));
      if (comma == std::string_view::npos) return;
      rest.remove_prefix(comma + 1);
    }
  }
  [[nodiscard]] Value of(const Value& item) const {
    std::vector<Value> parts;
    for (const Value& attribute : attributes) {
      Value part = attribute_of(item, attribute);
      parts.push_back(case_sensitive ? std::move(part) : without_case(part));
    }
    return parts.size() == 1 ? std::move(parts.front()) : Value::list(std::move(parts));
  }
};

// Stable, and safe with an order that is none, such as that of numbers with NaN among them; std::sort is neither.
template <class T, class Less>
void merge_sort(std::vector<T>& items, const Less& less) {
  std::vector<T> merged;
  for (std::size_t run = 1; run < items.size(); run *= 2) {
    merged.clear();
    merged.reserve(items.size());
    for (std::size_t from = 0; from < items.size(); from += 2 * run) {
      std::size_t left = from;
      const std::size_t middle = std::min(from + run, items.size());
      std::size_t right = middle;
      const std::size_t end = std::min(from + 2 * run, items.size());
      while (left < middle || right < end) {
        const bool take_right = left == middle || (right < end && less(items[right], items[left]));
        merged.push_back(std::move(items[take_right ? right++ : left++]));
      }
    }
    items.swap(merged);
  }
}

void sort_by(std::vector<Value>& values, bool reverse, const std::function<Value(const Value&)>& key) {
  std::vector<std::pair<Value, Value>> keyed;
  keyed.reserve(values.size());
  for (Value& value : values) {
    Value made = key(value);
    keyed.emplace_back(std::move(made), std::move(value));
  }
  merge_sort(keyed, [reverse](const auto& a, const auto& b) {
    return reverse ? compare(b.first, a.first) < 0 : compare(a.first, b.first) < 0;
  });
  values.clear();
  for (auto& [unused, value] : keyed) values.push_back(std::move(value));
}

Value sort(Render&, const Value& value, const Arguments& arguments) {
  const Key key(arguments.get(2, "attribute"), flag(arguments, 1, "case_sensitive"));
  auto sorted = items_of(value);
  sort_by(sorted, flag(arguments, 0, "reverse"), [&key](const Value& item) { return key.of(item); });
  return Value::list(std::move(sorted));
}

Value dictsort(Render&, const Value& value, const Arguments& arguments) {
  const bool case_sensitive = flag(arguments, 0, "case_sensitive");
  const std::string by = to_text(arguments.get(1, "by", Value::text("key")));
  if (by != "key" && by != "value") fail("You can only sort by either \"key\" or \"value\"");
  std::vector<Value> pairs;
  for (auto& [key, held] : pairs_of(value)) pairs.push_back(Value::list({std::move(key), std::move(held)}, true));
  sort_by(pairs, flag(arguments, 2, "reverse"), [&](const Value& pair) {
    const Value part = get_item(pair, Value::integer(by == "key" ? 0 : 1));
    return case_sensitive ? part : without_case(part);
  });
  return Value::list(std::move(pairs));
}

Value unique(Render&, const Value& value, const Arguments& arguments) {
  const Key key(arguments.get(1, "attribute"), flag(arguments, 0, "case_sensitive"));
  std::vector<Value> seen;
  std::vector<Value> kept;
  for (Value& item : items_of(value)) {
    Value made = key.of(item);
    if (std::any_of(seen.begin(), seen.end(), [&made](const Value& one) { return equal(one, made); })) continue;
    seen.push_back(std::move(made));
    kept.push_back(std::move(item));
  }
  return Value::list(std::move(kept));
}

template <bool largest>
Value extreme(Render&, const Value& value, const Arguments& arguments) {
  const Key key(arguments.get(1, "attribute"), flag(arguments, 0, "case_sensitive"));
  const auto all = items_of(value);
  if (all.empty()) return Value::undefined("No aggregated item, sequence was empty.");
  std::size_t best = 0;
  for (std::size_t i = 1; i < all.size(); ++i) {
    const int order = compare(key.of(all[i]), key.of(all[best]));
    if (largest ? order > 0 : order < 0) best = i;
  }
  return all[best];
}

Value sum(Render&, const Value& value, const Arguments& arguments) {
  const Value attribute = arguments.get(0, "attribute");
  Value total = arguments.get(1, "start", Value::integer(0));
  for (const Value& item : items_of(value)) total = arithmetic("+", total, attribute_of(item, attribute));
  return total;
}

Value batch(Render&, const Value& value, const Arguments& arguments) {
  const std::size_t count = std::max<std::size_t>(count_argument(arguments, 0, "linecount", 1), 1);
  std::vector<Value> rows;
  std::vector<Value> row;
  for (Value& item : items_of(value)) {
    if (row.size() == count) rows.push_back(Value::list(std::exchange(row, {})));
    row.push_back(std::move(item));
  }
  const Value fill = arguments.get(1, "fill_with");
  if (!row.empty() && !fill.is_none()) row.resize(count, fill);
  if (!row.empty()) rows.push_back(Value::list(std::move(row)));
  return Value::list(std::move(rows));
}

Value slice(Render&, const Value& value, const Arguments& arguments) {
  const std::size_t count = std::max<std::size_t>(count_argument(arguments, 0, "slices", 1), 1);
  const Value fill = arguments.get(1, "fill_with");
  const auto all = items_of(value);
  const std::size_t each = all.size() / count;
  const std::size_t longer = all.size() % count;
  std::vector<Value> columns;
  std::size_t at = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t size = each + (i < longer ? 1 : 0);
    std::vector<Value> column;
    for (std::size_t k = 0; k < size; ++k) column.push_back(all[at++]);
    if (!fill.is_none() && longer > 0 && i >= longer) column.push_back(fill);
    columns.push_back(Value::list(std::move(column)));
  }
  return Value::list(std::move(columns));
}

Value groupby(Render&, const Value& value, const Arguments& arguments) {
  const Value attribute = arguments.get(0, "attribute");
  const Value otherwise = arguments.get(1, "default");
  const bool case_sensitive = flag(arguments, 2, "case_sensitive");
  const auto key_of = [&](const Value& item) {
    Value key = attribute_of(item, attribute);
    return key.is_undefined() && arguments.has(1, "default") ? otherwise : key;
  };
  auto sorted = items_of(value);
  const auto sort_key = [&](const Value& item) { return case_sensitive ? key_of(item) : without_case(key_of(item)); };
  sort_by(sorted, false, sort_key);
  std::vector<Value> groups;
  for (std::size_t from = 0; from < sorted.size();) {
    std::size_t to = from + 1;
    while (to < sorted.size() && equal(sort_key(sorted[to]), sort_key(sorted[from]))) ++to;
    const auto begin = sorted.begin() + static_cast<std::ptrdiff_t>(from);
    Value members = Value::list({begin, sorted.begin() + static_cast<std::ptrdiff_t>(to)});
    Value group = Value::list({key_of(sorted[from]), std::move(members)}, true);
    group.own_list()->names = {"grouper", "list"};
    groups.push_back(std::move(group));
    from = to;
  }
  return Value::list(std::move(groups));
}

constexpr NamedFilter filters[] = {
    {"length", &length},      {"count", &length},      {"list", &list},     {"first", &first},
    {"last", &last},          {"items", &items},       {"join", &join},     {"reverse", &reverse},
    {"sort", &sort},          {"dictsort", &dictsort}, {"unique", &unique}, {"sum", &sum},
    {"min", &extreme<false>}, {"max", &extreme<true>}, {"batch", &batch},   {"slice", &slice},
    {"groupby", &groupby},
};

}  // namespace

std::span<const NamedFilter> list_filters() {
  return filters;
}

}  // namespace talaria::templates
