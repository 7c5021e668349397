#include <talaria/talaria.hpp>
using namespace talaria;

namespace lifespan_and_state {

/// Whether the rates are loaded, for the test of this page.
bool loaded = false;

// [state]
class ExchangeRates {
 public:
  ExchangeRates() { loaded = true; }
  ~ExchangeRates() { loaded = false; }
  [[nodiscard]] double to_dollars(double euros) const { return euros * 1.25; }
};

Task<Json> convert(State<ExchangeRates> rates, Query<double, "euros"> euros) {
  co_return JsonObject{{"dollars", rates->to_dollars(euros)}};
}
// [/state]

// [lifespan]
Resource<> lifespan(App& app) {
  app.state.emplace<ExchangeRates>();  // before the first request
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
  app.get<convert>("/convert");
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
