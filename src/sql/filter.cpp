#include <array>
#include <vector>

#include <talaria/sql/filter.hpp>
#include <talaria/sql/mapping.hpp>

namespace talaria::sql::detail {

namespace {

std::vector<Value> items_of(const model::TypeInfo& type, const void* list) {
  struct Collected {
    const model::TypeInfo* element;
    std::vector<Value> values;
  } collected{type.element, {}};
  type.sequence->for_each(list, &collected, [](void* context, const void* element) {
    auto& into = *static_cast<Collected*>(context);
    into.values.push_back(to_value(*into.element, element));
  });
  return std::move(collected.values);
}

ExpressionBase bound(const model::TypeInfo& type, const void* value) {
  ExpressionBase made;
  made.sql.add_value(to_value(type, value));
  return made;
}

ExpressionBase condition_of(std::string_view operation, const ExpressionBase& column, const model::TypeInfo& type,
                            const void* value) {
  if (operation == "_is_null") {
    return postfix(column, to_value(type, value).as_bool() ? " IS NULL" : " IS NOT NULL");
  }
  if (operation == "_in" || operation == "_not_in")
    return in_list(column, items_of(type, value), operation == "_not_in");
  if (operation == "_like" || operation == "_ilike") {
    return like(column, bound(type, value), operation == "_ilike", false);
  }
  const std::string_view sign = operation == "_ne"   ? " <> "
                                : operation == "_ge" ? " >= "
                                : operation == "_gt" ? " > "
                                : operation == "_le" ? " <= "
                                : operation == "_lt" ? " < "
                                                     : " = ";
  return binary(column, sign, bound(type, value));
}

}  // namespace

Condition filter_condition(const TableInfo& table, const model::TypeInfo& type, const void* filter) {
  std::array<void*, model::max_fields> places{};
  type.locate(const_cast<void*>(filter), places.data());
  Fragment all;
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const model::TypeInfo* inner = type.fields[i].type;
    const void* value = places[i];
    if (inner->kind == model::Kind::optional) {
      value = inner->optional->get(value);
      inner = inner->element;
    }
    if (value == nullptr || is_about_pages(type.fields[i].name)) continue;
    const FilterField field = filter_field(table, type.fields[i].name);
    const ExpressionBase column = ColumnRef{{&table, {}}, &table.columns[field.column]}.expression();
    all.add(all.empty() ? "(" : " AND (");
    all.add(condition_of(filter_operators[field.operation], column, *inner, value).sql).add(")");
  }
  ExpressionBase made;
  made.is_atom = false;
  made.source = {&table, {}};
  made.sql = all.empty() ? Fragment("1 = 1") : std::move(all);
  return made;
}

}  // namespace talaria::sql::detail
