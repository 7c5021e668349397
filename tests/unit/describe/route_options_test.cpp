#include <gmock/gmock.h>

#include <talaria/describe/route_options.hpp>

namespace talaria {
namespace {

TEST(StringList, IsWrittenInBraces) {
  const StringList list{"users", std::string("admin")};
  EXPECT_THAT(list.items(), ::testing::ElementsAre("users", "admin"));
}

TEST(ResponseMap, LaterEntriesReplaceEarlierOnes) {
  ResponseMap map{{404, {.description = "Not found"}}, {418, {.description = "Teapot"}}};
  map.update({{404, {.description = "Gone"}}});
  ASSERT_EQ(map.entries().size(), 2u);
  for (const auto& [code, spec] : map.entries())
    EXPECT_EQ(spec.description, code.status_code() == 404 ? "Gone" : "Teapot");
}

TEST(ResponseKey, IsWrittenAsOpenApiHasIt) {
  EXPECT_EQ(ResponseKey(404).text(), "404");
  EXPECT_EQ(ResponseKey("404").status_code(), 404);
  EXPECT_EQ(ResponseKey("5xx").text(), "5XX");
  EXPECT_EQ(ResponseKey("5xx").status_code(), 0);
  EXPECT_EQ(ResponseKey("Default").text(), "default");
}

TEST(RouteOptions, NothingHasToBeSaid) {
  const RouteOptions options;
  EXPECT_FALSE(options.status_code);
  EXPECT_EQ(options.response_description, "Successful Response");
  EXPECT_TRUE(options.include_in_schema);
}

}  // namespace
}  // namespace talaria
