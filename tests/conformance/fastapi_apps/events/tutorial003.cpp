// docs_src/events/tutorial003: a model that lives as long as the app.
#include "tutorial.hpp"

#include <map>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace events::tutorial003 {

using Model = double (*)(double x);

double fake_answer_to_everything_ml_model(double x) {
  return x * 42;
}

std::map<std::string, Model> ml_models;

Resource<> lifespan(App&) {
  ml_models["answer_to_everything"] = fake_answer_to_everything_ml_model;
  co_yield {};
  ml_models.clear();
}

Task<Json> predict(Query<double, "x"> x) {
  co_return JsonObject{{"result", ml_models.at("answer_to_everything")(x)}};
}

void register_routes(App& app) {
  app.get<predict>("/predict");
}

const Tutorial tutorial{"docs_src.events.tutorial003", register_routes, {.lifespan = lifespan}};

}  // namespace events::tutorial003
