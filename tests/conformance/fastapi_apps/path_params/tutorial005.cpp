// docs_src/path_params/tutorial005: a path parameter with a fixed set of values.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_params::tutorial005 {

enum class ModelName { alexnet, resnet, lenet };

Task<Json> get_model(Path<ModelName, "model_name"> model_name) {
  switch (model_name) {
    case ModelName::alexnet:
      co_return JsonObject{{"model_name", model_name}, {"message", "Deep Learning FTW!"}};
    case ModelName::lenet:
      co_return JsonObject{{"model_name", model_name}, {"message", "LeCNN all the images"}};
    default:
      co_return JsonObject{{"model_name", model_name}, {"message", "Have some residuals"}};
  }
}

void register_routes(App& app) {
  app.get<get_model>("/models/{model_name}");
}

const Tutorial tutorial{"docs_src.path_params.tutorial005", register_routes};

}  // namespace path_params::tutorial005
