#include <talaria/talaria.hpp>
using namespace talaria;

namespace request_form_models {

// [model]
struct Registration {
  Field<std::string, min_length{3}> username;
  SecretStr password;
  Field<std::vector<std::string>, alias{"interest"}, defaults{}> interests = {};
  std::optional<std::string> invited_by = {};
};

Task<Json> sign_up(Form<Registration> form) {
  co_return JsonObject{{"username", form.username}, {"interests", form.interests}, {"invited_by", form.invited_by}};
}
// [/model]

// [forbid]
struct Login {
  static constexpr ModelConfig model_config{.extra = Extra::forbid};

  std::string username;
  SecretStr password;
};

Task<Json> log_in(Form<Login> form) {
  co_return JsonObject{{"username", form.username}};
}
// [/forbid]

// [validate]
struct Booking {
  Date arrival;
  Date departure;

  void validate() const {
    if (departure <= arrival) throw ValueError("the departure is not after the arrival");
  }
};

Task<Booking> book(Form<Booking> form) {
  co_return form;
}
// [/validate]

void set_up(App& app) {
  // [route]
  app.post<sign_up>("/users/");
  // [/route]
  app.post<log_in>("/login/");
  app.post<book>("/bookings/");
}

}  // namespace request_form_models
