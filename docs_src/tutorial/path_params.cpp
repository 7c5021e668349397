#include <talaria/talaria.hpp>
using namespace talaria;

namespace path_params {

// [typed]
Task<Json> read_item(Path<int, "item_id"> item_id) {
  co_return JsonObject{{"item_id", *item_id}};
}
// [/typed]

// [order]
Task<Json> read_user_me() {
  co_return JsonObject{{"user_id", "the current user"}};
}
Task<Json> read_user(Path<std::string, "user_id"> user_id) {
  co_return JsonObject{{"user_id", user_id}};
}
// [/order]

// [enum]
enum class Colour { red, green, blue };

Task<Json> read_colour(Path<Colour, "colour"> colour) {
  if (colour == Colour::red) {
    co_return JsonObject{{"colour", *colour}, {"message", "warm"}};
  }
  co_return JsonObject{{"colour", *colour}, {"message", "cold"}};
}
// [/enum]

// [path]
Task<Json> read_file(Path<std::string, "file_path"> file_path) {
  co_return JsonObject{{"file_path", file_path}};
}
// [/path]

}  // namespace path_params

// [enum_names]
enum class Unit { kilometre_per_hour, metre_per_second };

template <>
struct talaria::EnumNames<Unit> {
  static constexpr EnumValue values[] = {{"km/h", int(Unit::kilometre_per_hour)}, {"m/s", int(Unit::metre_per_second)}};
};
// [/enum_names]

namespace path_params {

// A query parameter, because a name with a slash is two segments of a path.
Task<Json> read_unit(Query<Unit, "unit"> unit) {
  co_return JsonObject{{"unit", *unit}};
}

void set_up(App& app) {
  // [typed_route]
  app.get<read_item>("/items/{item_id}");
  // [/typed_route]
  // [order_routes]
  app.get<read_user_me>("/users/me");
  app.get<read_user>("/users/{user_id}");
  // [/order_routes]
  // [enum_route]
  app.get<read_colour>("/colours/{colour}");
  // [/enum_route]
  // [path_route]
  app.get<read_file>("/files/{file_path:path}");
  // [/path_route]
  app.get<read_unit>("/units");
}

}  // namespace path_params
