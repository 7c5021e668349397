#include <talaria/describe/problem_details.hpp>
#include <talaria/talaria.hpp>
using namespace talaria;

namespace error_policy_page {

struct Item {
  Field<std::string, min_length{3}> name;
  Field<double, gt{0}> price;
};

Task<Item> create_item(Body<Item> item) {
  co_return *item;
}

// [credit]
struct OutOfCredit {
  static constexpr int status_code = 403;
  static constexpr std::string_view problem_type = "https://example.com/problems/out-of-credit";
  static constexpr std::string_view problem_title = "You do not have enough credit.";
  std::string detail;
  int balance = 0;
};

Task<Result<Item, OutOfCredit>> buy_item(Path<std::string, "name">) {
  co_return OutOfCredit{.detail = "Your balance is 30, but that costs 50.", .balance = 30};
}
// [/credit]

void set_up(App& app) {
  app.post<create_item>("/items");
  app.get<buy_item>("/items/{name}");
}

AppOptions problem_options() {
  return {
      // [problems]
      .error_policy = error_policy<ProblemErrors>,
      // [/problems]
  };
}

// [own]
struct ShopError {
  std::string code;
  std::string message;
};

struct ShopErrors {
  static constexpr int validation_status_code = 400;

  static ShopError http_error(const Request&, const HTTPException& error) {
    return {.code = "http_" + std::to_string(error.status_code()), .message = error.what()};
  }
  static ShopError validation_error(const Request&, const RequestValidationError& error) {
    return {.code = error.errors().front().type, .message = error.what()};
  }
  static ShopError server_error(const Request&) { return {.code = "fault", .message = "Please try again later"}; }
};
// [/own]

AppOptions shop_options() {
  return {
      // [own_app]
      .error_policy = error_policy<ShopErrors>,
      // [/own_app]
  };
}

AppOptions german_options() {
  return {
      // [languages]
      .languages = {languages::german, languages::spanish},
      // [/languages]
  };
}

// [swedish]
constexpr ErrorText swedish_texts[] = {
    {"missing", "Fältet måste anges"},
    {"string_too_short", "Minst {min_length} tecken"},
    {"too_short", "Minst {min_length} {plural:sak|saker}"},
};
constexpr ErrorCatalogue swedish{.language = "sv", .texts = swedish_texts, .conjunction = "eller", .more = "fler"};
// [/swedish]

AppOptions swedish_options() {
  return {.languages = {swedish}};
}

}  // namespace error_policy_page
