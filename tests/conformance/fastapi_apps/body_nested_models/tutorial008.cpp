// docs_src/body_nested_models/tutorial008: a body that is a list.
#include "tutorial.hpp"

#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace body_nested_models::tutorial008 {

struct Image {
  HttpUrl url;
  std::string name;
};

Task<Json> create_multiple_images(Body<std::vector<Image>, "images"> images) {
  co_return images;
}

void register_routes(App& app) {
  app.post<create_multiple_images>("/images/multiple/");
}

const Tutorial tutorial{"docs_src.body_nested_models.tutorial008", register_routes};

}  // namespace body_nested_models::tutorial008
