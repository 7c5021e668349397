// docs_src/body_nested_models/tutorial007: models three deep.
#include "tutorial.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace body_nested_models::tutorial007 {

struct Image {
  HttpUrl url;
  std::string name;
};

struct Item {
  std::string name;
  std::optional<std::string> description;
  double price;
  std::optional<double> tax;
  Field<std::set<std::string>, defaults{}> tags;
  std::optional<std::vector<Image>> images;
};

struct Offer {
  std::string name;
  std::optional<std::string> description;
  double price;
  std::vector<Item> items;
};

Task<Json> create_offer(Body<Offer> offer) {
  co_return offer;
}

void register_routes(App& app) {
  app.post<create_offer>("/offers/");
}

const Tutorial tutorial{"docs_src.body_nested_models.tutorial007", register_routes};

}  // namespace body_nested_models::tutorial007
