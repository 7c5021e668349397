#include <talaria/talaria.hpp>
using namespace talaria;

namespace body_fields {

// [model]
struct Item {
  Field<std::string, min_length{1}, max_length{50}> name;
  Field<double, gt{0}, description{"The price must be greater than zero"}> price;
  Field<int, ge{0}, defaults{1}> amount = {};
  Field<std::vector<std::string>, max_length{5}, defaults{}> tags = {};
};
// [/model]

// [use]
Task<Json> create_item(Body<Item> item) {
  const double total = item->price * item->amount;  // a Field is its value wherever a value is wanted
  co_return JsonObject{{"name", item->name}, {"total", total}, {"letters", item->name.size()}};
}
// [/use]

// [shadow]
struct Book {
  Field<std::string, talaria::title{"Title of the book"}, max_length{100}> title;
  Field<std::string, talaria::description{"What it is about"}, defaults{""}> description = {};
};
// [/shadow]

Task<Book> create_book(Body<Book> book) {
  co_return *book;
}

// [validate]
struct Period {
  int first_year;
  int last_year;

  void validate() const {
    if (last_year < first_year) throw ValueError("the last year comes before the first");
  }
};
// [/validate]

Task<Period> create_period(Body<Period> period) {
  co_return *period;
}

// [validator]
std::string lowercase(std::string text) {
  for (char& c : text) {
    if (c == ' ') throw ValueError("a tag is one word");
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

struct Label {
  Field<std::string, max_length{20}, validator<lowercase>> tag;
};
// [/validator]

Task<Label> create_label(Body<Label> label) {
  co_return *label;
}

// [factory]
std::string make_code() {
  return "generated";
}

struct Voucher {
  Field<std::string, default_factory<make_code>> code = {};
};
// [/factory]

Task<Voucher> create_voucher(Body<Voucher> voucher) {
  co_return *voucher;
}

void set_up(App& app) {
  app.post<create_item>("/items/");
  app.post<create_label>("/labels/");
  app.post<create_book>("/books/");
  app.post<create_period>("/periods/");
  app.post<create_voucher>("/vouchers/");
}

}  // namespace body_fields
