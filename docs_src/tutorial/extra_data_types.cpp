#include <charconv>
#include <cstdio>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace extra_data_types {

// [model]
struct Plan {
  DateTime start;
  DateTime end;
  TimeDelta process_after;
  std::optional<Time> repeat_at = {};
};

struct PlannedItem {
  Uuid id;
  DateTime start_process;
  TimeDelta duration;
  std::optional<Time> repeat_at = {};
};
// [/model]

// [handler]
Task<PlannedItem> plan_item(Path<Uuid, "item_id"> item_id, Body<Plan> plan) {
  const DateTime start_process = plan->start + plan->process_after;
  co_return PlannedItem{item_id, start_process, plan->end - start_process, plan->repeat_at};
}
// [/handler]

// [bounds]
struct Report {
  Field<Date, ge{Date(2020, 1, 1)}> day;
  PastDatetime written_at;
};
// [/bounds]

Task<Report> create_report(Body<Report> report) {
  co_return *report;
}

// [color]
struct Color {
  std::uint32_t rgb = 0;
};
// [/color]

}  // namespace extra_data_types

// [format]
template <>
struct talaria::TextFormat<extra_data_types::Color> {
  static constexpr std::string_view format = "color";

  static extra_data_types::Color parse(std::string_view text) {
    extra_data_types::Color color;
    const char* const end = text.data() + text.size();
    if (text.size() != 7 || text[0] != '#' || std::from_chars(text.data() + 1, end, color.rgb, 16).ptr != end) {
      throw ValueError("a color is written like #ff8800");
    }
    return color;
  }
  static std::string print(const extra_data_types::Color& color) {
    char digits[8];
    std::snprintf(digits, sizeof digits, "#%06x", color.rgb & 0xFFFFFFU);
    return digits;
  }
};
// [/format]

namespace extra_data_types {

Task<Json> lamps_of(Query<Color, "color"> color) {
  co_return JsonObject{{"green", (color.rgb >> 8) & 0xFF}, {"color", color}};
}

void set_up(App& app) {
  app.put<plan_item>("/items/{item_id}");
  app.post<create_report>("/reports/");
  app.get<lamps_of>("/lamps/");
}

}  // namespace extra_data_types
