#include <talaria/talaria.hpp>
using namespace talaria;

namespace lifespan_and_state {

/// Whether the model is loaded, for the test of this page.
bool loaded = false;

// [state]
class MachineLearningModel {
 public:
  MachineLearningModel() { loaded = true; }
  ~MachineLearningModel() { loaded = false; }
  [[nodiscard]] double predict(double x) const { return x * 42; }
};

Task<Json> predict(State<MachineLearningModel> model, Query<double, "x"> x) {
  co_return JsonObject{{"result", model->predict(x)}};
}
// [/state]

// [lifespan]
Resource<> lifespan(App& app) {
  app.state.emplace<MachineLearningModel>();  // before the first request
  co_yield {};
  app.state.clear();  // after the last one
}
// [/lifespan]

AppOptions options() {
  // [options]
  AppOptions options{.lifespan = lifespan};
  // [/options]
  return options;
}

void set_up(App& app) {
  app.get<predict>("/predict");
}

// [interface]
class Greeter {
 public:
  virtual ~Greeter() = default;
  [[nodiscard]] virtual std::string greet(const std::string& name) const = 0;
};

class PoliteGreeter : public Greeter {
 public:
  [[nodiscard]] std::string greet(const std::string& name) const override { return "Good day, " + name; }
};

Task<Json> greet(State<Greeter> greeter, Path<std::string, "name"> name) {
  co_return greeter->greet(name);
}
// [/interface]

void set_up_interface(App& app) {
  // [emplace]
  app.state.emplace<Greeter, PoliteGreeter>();
  // [/emplace]
  app.get<greet>("/greet/{name}");
}

}  // namespace lifespan_and_state
