// The languages that come along have a text for every kind of error.
#include <set>

#include <gtest/gtest.h>

#include <talaria/model/languages.hpp>

namespace talaria {
namespace {

const ErrorCatalogue* const all[] = {&languages::german, &languages::spanish};

std::set<std::string> names_in(std::string_view text) {
  std::set<std::string> names;
  while (text.find('{') != std::string_view::npos) {
    text.remove_prefix(text.find('{') + 1);
    const std::string_view name = text.substr(0, text.find('}'));
    if (!name.starts_with("plural")) names.emplace(name);
  }
  return names;
}

TEST(Languages, HaveATextForEveryKind) {
  for (const ErrorCatalogue* const catalogue : all) {
    for (const model::ErrorKind& kind : model::error_kinds()) {
      bool found = false;
      for (const ErrorText& text : catalogue->texts)
        found = found || (text.type == kind.type && text.english_begins.empty());
      EXPECT_TRUE(found) << catalogue->language << ' ' << kind.type;
    }
  }
}

TEST(Languages, NameWhatTheContextHas) {
  for (const ErrorCatalogue* const catalogue : all) {
    for (const ErrorText& text : catalogue->texts) {
      EXPECT_FALSE(text.text.empty()) << text.type;
      for (const model::ErrorKind& kind : model::error_kinds()) {
        if (kind.type != text.type) continue;
        const auto english = names_in(kind.message);
        for (const std::string& name : names_in(text.text))
          EXPECT_TRUE(english.contains(name)) << kind.type << ' ' << name;
      }
    }
  }
}

// All of a context that a text needs is in it when the text is made of the English one.
TEST(Languages, LeaveNoPlaceEmpty) {
  const JsonObject ctx{{"error", "x"},
                       {"class_name", "x"},
                       {"expected", "'a' or 'b'"},
                       {"discriminator", "'kind'"},
                       {"tag", "x"},
                       {"expected_tags", "'a', 'b'"},
                       {"field_type", "List"},
                       {"min_length", 2},
                       {"max_length", 2},
                       {"actual_length", 3},
                       {"pattern", "x"},
                       {"gt", 1.5},
                       {"ge", 1},
                       {"lt", 1},
                       {"le", 1},
                       {"multiple_of", 3},
                       {"max_digits", 1},
                       {"decimal_places", 1},
                       {"whole_digits", 1},
                       {"encoding", "utf8"},
                       {"encoding_error", "x"},
                       {"expected_schemes", "'http' or 'https'"},
                       {"expected_version", 4}};
  for (const ErrorCatalogue* const catalogue : all) {
    for (const model::ErrorKind& kind : model::error_kinds()) {
      model::ErrorDetail error = model::make_error(kind.type, {}, nullptr, ctx);
      const std::string english = error.msg;
      ASSERT_TRUE(model::translate(error, *catalogue)) << kind.type;
      EXPECT_EQ(error.msg.find('{'), std::string::npos) << error.msg;
      EXPECT_EQ(error.msg.find(" or "), std::string::npos) << error.msg;
      EXPECT_NE(error.msg, english);
    }
  }
}

TEST(Languages, SpeakThem) {
  const auto in = [](const ErrorCatalogue& catalogue, std::string_view type, JsonObject ctx) {
    model::ErrorDetail error = model::make_error(type, {}, nullptr, std::move(ctx));
    model::translate(error, catalogue);
    return error.msg;
  };
  const JsonObject one{{"field_type", "List"}, {"min_length", 1}, {"actual_length", 0}};
  const JsonObject two{{"field_type", "List"}, {"min_length", 2}, {"actual_length", 0}};
  EXPECT_EQ(in(languages::german, "missing", {}), "Dieses Feld ist erforderlich");
  EXPECT_EQ(in(languages::german, "too_short", one), "Es muss mindestens 1 Element sein, nicht 0");
  EXPECT_EQ(in(languages::german, "too_short", two), "Es müssen mindestens 2 Elemente sein, nicht 0");
  EXPECT_EQ(in(languages::german, "enum", {{"expected", "'a' or 'b'"}}), "Die Eingabe muss 'a' oder 'b' sein");
  EXPECT_EQ(in(languages::spanish, "missing", {}), "Este campo es obligatorio");
  EXPECT_EQ(in(languages::spanish, "string_too_long", {{"max_length", 1}}),
            "El texto debe tener como máximo 1 carácter");
  EXPECT_EQ(in(languages::spanish, "greater_than", {{"gt", 0}}), "El valor debe ser mayor que 0");
}

}  // namespace
}  // namespace talaria
