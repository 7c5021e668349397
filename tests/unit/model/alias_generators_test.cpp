#include <string>

#include <gtest/gtest.h>

#include <talaria/model/alias_generators.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/model/validate.hpp>

namespace talaria {
namespace {

std::string made(AliasGenerator generate, std::string_view name) {
  char text[64];
  return {text, generate(name, text, sizeof text)};
}

struct Row {
  const char* name;
  const char* camel;
  const char* pascal;
  const char* snake;
};

// Pydantic's generators gave these.
TEST(AliasGenerators, MakeWhatPydanticMakes) {
  const Row rows[] = {
      {"user_name", "userName", "UserName", "user_name"},
      {"userName", "userName", "Username", "user_name"},
      {"a", "a", "A", "a"},
      {"line2_text", "line2Text", "Line2Text", "line_2_text"},
      {"_private_x", "_privateX", "_PrivateX", "_private_x"},
      {"http2_server", "http2Server", "Http2Server", "http_2_server"},
      {"a1b", "a1B", "A1B", "a_1b"},
      {"x_1_y", "x1Y", "X1Y", "x_1_y"},
      {"__dunder", "__dunder", "__Dunder", "__dunder"},
      {"USER_NAME", "userName", "UserName", "user_name"},
      {"userNameHTTPServer", "userNameHTTPServer", "Usernamehttpserver", "user_name_http_server"},
      {"item2", "item2", "Item2", "item_2"},
      {"a_b_c", "aBC", "ABC", "a_b_c"},
      {"is_3d", "is3D", "Is3D", "is_3d"},
      {"test1a", "test1A", "Test1A", "test_1a"},
      {"3d_model", "3DModel", "3DModel", "3d_model"},
      {"HTTPServer2Go", "httpserver2Go", "Httpserver2Go", "http_server_2_go"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(made(to_camel, row.name), row.camel);
    EXPECT_EQ(made(to_pascal, row.name), row.pascal);
    EXPECT_EQ(made(to_snake, row.name), row.snake);
  }
}

struct Named {
  std::string user_name;
  Field<int, defaults{1}> line2_text;
  Field<int, alias{"QQ"}, defaults{2}> x;
  static constexpr ModelConfig model_config{.alias_generator = to_camel};
};

TEST(AliasGenerators, NameTheFieldsOfAModel) {
  EXPECT_EQ(model_dump_json(model_validate_json<Named>(R"({"userName":"u"})")),
            R"({"userName":"u","line2Text":1,"QQ":2})");
  EXPECT_THROW((void)model_validate_json<Named>(R"({"user_name":"u"})"), ValidationError);
}

}  // namespace
}  // namespace talaria
