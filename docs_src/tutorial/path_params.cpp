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
enum class ModelName { alexnet, resnet, lenet };

Task<Json> get_model(Path<ModelName, "model_name"> model_name) {
  if (model_name == ModelName::alexnet) {
    co_return JsonObject{{"model_name", *model_name}, {"message", "Deep Learning FTW!"}};
  }
  co_return JsonObject{{"model_name", *model_name}, {"message", "Have some residuals"}};
}
// [/enum]

// [path]
Task<Json> read_file(Path<std::string, "file_path"> file_path) {
  co_return JsonObject{{"file_path", file_path}};
}
// [/path]

}  // namespace path_params

// [enum_names]
enum class Band { ac_dc, queen };

template <>
struct talaria::EnumNames<Band> {
  static constexpr EnumValue values[] = {{"AC/DC", int(Band::ac_dc)}, {"Queen", int(Band::queen)}};
};
// [/enum_names]

namespace path_params {

// A query parameter, because a name with a slash is two segments of a path.
Task<Json> read_band(Query<Band, "band"> band) {
  co_return JsonObject{{"band", *band}};
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
  app.get<get_model>("/models/{model_name}");
  // [/enum_route]
  // [path_route]
  app.get<read_file>("/files/{file_path:path}");
  // [/path_route]
  app.get<read_band>("/bands");
}

}  // namespace path_params
