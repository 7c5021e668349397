#include <talaria/talaria.hpp>
using namespace talaria;

namespace request_forms {

// [handler]
Task<Json> log_in(Form<std::string, "username"> username, Form<SecretStr, "password">) {
  co_return JsonObject{{"username", username}};
}
// [/handler]

// [facts]
Task<Json> order(Form<std::vector<std::string>, "topping", max_length{3}, defaults{}> toppings,
                 Form<int, "amount", ge{1}, defaults{1}> amount) {
  co_return JsonObject{{"toppings", toppings}, {"amount", amount}};
}
// [/facts]

// [page]
Task<HTMLResponse> login_page() {
  co_return HTMLResponse(R"html(
<form action="/login/" method="post">
  <input name="username">
  <input name="password" type="password">
  <button>Log in</button>
</form>
)html");
}
// [/page]

// [raw]
Task<Json> survey(Request& request) {
  const http::FormData* form = co_await request.form();
  JsonObject answers;
  for (const http::FormEntry& entry : form->entries()) answers.set(entry.name, entry.text);
  co_return answers;
}
// [/raw]

void set_up(App& app) {
  // [route]
  app.post<log_in>("/login/");
  // [/route]
  app.get<login_page>("/login/");
  app.post<order>("/orders/");
  app.post<survey>("/survey/");
}

}  // namespace request_forms
