#include <charconv>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace validators {

template <class T>
Json outcome(std::string_view text) {
  try {
    return model_dump(model_validate_json<T>(text));
  } catch (const ValidationError& error) {
    return parse_json(error.json()).value();
  }
}

// [after]
std::string lowercase(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

std::string one_word(std::string text) {
  if (text.find(' ') != std::string::npos) throw ValueError("a tag is one word");
  return text;
}

using Tag = Field<std::string, min_length{2}, validator<lowercase>, validator<one_word>>;

struct Article {
  Tag section;
  std::vector<Tag> tags;
};
// [/after]

Json article(std::string_view text) {
  return outcome<Article>(text);
}

// [before]
Json split_at_commas(const Json& input) {
  const std::string* const text = input.if_string();
  if (text == nullptr) return input;
  JsonArray parts;
  for (std::size_t start = 0; start <= text->size();) {
    const std::size_t end = std::min(text->find(',', start), text->size());
    parts.push_back(text->substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

struct Search {
  Field<std::vector<Tag>, before_validator<split_at_commas>> tags;
};
// [/before]

Json search(std::string_view text) {
  return outcome<Search>(text);
}

// [wrap]
std::string shortened(const Json& input, const Validator<std::string>& inner) {
  try {
    return inner(input);
  } catch (const ValidationError& error) {
    if (error.errors().front().type != "string_too_long") throw;
    return inner(input.as_string().substr(0, 10));
  }
}

struct Note {
  Field<std::string, max_length{10}, wrap_validator<shortened>> text;
};
// [/wrap]

Json note(std::string_view text) {
  return outcome<Note>(text);
}

// [plain]
double celsius(const Json& input) {
  if (const std::string* const text = input.if_string()) {
    double degrees = 0;
    const char* const end = text->data() + text->size();
    const std::string_view unit(std::from_chars(text->data(), end, degrees).ptr, end);
    if (unit == " C") return degrees;
    if (unit == " F") return (degrees - 32) / 1.8;
  }
  throw ValueError("write a temperature as '20 C' or '68 F'");
}

struct Weather {
  Field<double, plain_validator<celsius>> temperature;
};
// [/plain]

Json weather(std::string_view text) {
  return outcome<Weather>(text);
}
Json weather_schema() {
  return model_json_schema<Weather>();
}

std::string order_of_calls;

// [order]
Json before_1(const Json& input) {
  order_of_calls += "before 1, ";
  return input;
}
Json before_2(const Json& input) {
  order_of_calls += "before 2, ";
  return input;
}
int wrap(const Json& input, const Validator<int>& inner) {
  order_of_calls += "wrap, ";
  const int value = inner(input);
  order_of_calls += "wrap again, ";
  return value;
}
int after_1(int value) {
  order_of_calls += "after 1, ";
  return value;
}
int after_2(int value) {
  order_of_calls += "after 2";
  return value;
}

struct Ordered {
  Field<int, before_validator<before_1>, validator<after_1>, wrap_validator<wrap>, before_validator<before_2>,
        validator<after_2>>
      number;
};
// [/order]

std::string calls() {
  order_of_calls.clear();
  (void)outcome<Ordered>(R"({"number": 1})");
  return order_of_calls;
}

// [info]
std::string not_the_name(std::string password, const ValidationInfo& info) {
  if (info.data("username") == password) throw ValueError("the password is the user's name");
  return password;
}

struct Login {
  std::string username;
  Field<std::string, validator<not_the_name>> password;
};
// [/info]

Json login(std::string_view text) {
  return outcome<Login>(text);
}

// [model]
struct Period {
  Date begin;
  Date end;

  static Json validate_before(const Json& input) {
    const JsonArray* const days = input.if_array();
    if (days == nullptr || days->size() != 2) return input;
    return JsonObject{{"begin", (*days)[0]}, {"end", (*days)[1]}};
  }
  void validate() const {
    if (end < begin) throw ValueError("a period ends after it begins");
  }
};
// [/model]

Json period(std::string_view text) {
  return outcome<Period>(text);
}

// [model_wrap]
struct Setting {
  std::string name;
  int level;

  static Setting validate_wrap(const Json& input, const Validator<Setting>& inner) {
    if (input == "quiet") return {"quiet", 0};
    return inner(input);
  }
};
// [/model_wrap]

Json setting(std::string_view text) {
  return outcome<Setting>(text);
}

// [custom]
int not_too_hot(int degrees) {
  if (degrees > 40) {
    throw CustomError("too_hot", "Not above {limit} degrees, and this is {degrees}",
                      JsonObject{{"limit", 40}, {"degrees", degrees}});
  }
  return degrees;
}

struct Bath {
  Field<int, validator<not_too_hot>> degrees;
};
// [/custom]

Json bath(std::string_view text) {
  return outcome<Bath>(text);
}

}  // namespace validators
