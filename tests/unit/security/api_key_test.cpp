#include <gtest/gtest.h>

#include <talaria/app/app.hpp>
#include <talaria/security/api_key.hpp>
#include <talaria/security/security.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

inline constexpr APIKeyQuery in_query{{.name = "api_key"}};
inline constexpr APIKeyHeader in_header{{.name = "x-key", .scheme_name = "Machine", .description = "For machines"}};
inline constexpr APIKeyCookie in_cookie{{.name = "session"}};

Json from_query(Security<in_query> key) {
  return *key;
}
Json from_header(Security<in_header> key) {
  return *key;
}
Json from_cookie(Security<in_cookie> key) {
  return *key;
}
Json from_any(Security<in_query, auto_error{false}> query, Security<in_header, auto_error{false}> header) {
  return query->value_or(header->value_or("nobody"));
}

class ApiKey : public ::testing::Test {
 protected:
  ApiKey() {
    app_.get<from_query>("/query");
    app_.get<from_header>("/header");
    app_.get<from_cookie>("/cookie");
    app_.get<from_any>("/any");
  }
  App app_;
};

TEST_F(ApiKey, IsReadFromItsPlace) {
  TestClient client(app_);
  EXPECT_EQ(client.get("/query?api_key=abc").text, R"("abc")");
  EXPECT_EQ(client.get("/query?api_key=a&api_key=b").text, R"("b")") << "as a dict has it";
  EXPECT_EQ(client.get("/header", {.headers = {{"X-Key", "abc"}}}).text, R"("abc")");
  EXPECT_EQ(client.get("/cookie", {.cookies = {{"session", "abc"}}}).text, R"("abc")");
}

TEST_F(ApiKey, IsMissed) {
  TestClient client(app_);
  for (const char* url : {"/query", "/query?api_key=", "/header", "/cookie"}) {
    const TestResponse response = client.get(url);
    EXPECT_EQ(response.status_code, 401) << url;
    EXPECT_EQ(response.text, R"({"detail":"Not authenticated"})");
    EXPECT_EQ(response.header("www-authenticate"), "APIKey");
  }
  EXPECT_EQ(client.get("/header", {.headers = {{"x-key", ""}}}).status_code, 401);
}

TEST_F(ApiKey, MayBeMissing) {
  TestClient client(app_);
  EXPECT_EQ(client.get("/any").text, R"("nobody")");
  EXPECT_EQ(client.get("/any?api_key=q").text, R"("q")");
  EXPECT_EQ(client.get("/any", {.headers = {{"x-key", "h"}}}).text, R"("h")");
}

TEST_F(ApiKey, DocumentsItself) {
  const Json& document = app_.openapi();
  EXPECT_EQ(dump_json(document["components"]["securitySchemes"]),
            R"({"APIKeyQuery":{"type":"apiKey","in":"query","name":"api_key"},)"
            R"("Machine":{"type":"apiKey","description":"For machines","in":"header","name":"x-key"},)"
            R"("APIKeyCookie":{"type":"apiKey","in":"cookie","name":"session"}})");
  EXPECT_EQ(dump_json(document["paths"]["/any"]["get"]["security"]), R"([{"APIKeyQuery":[]},{"Machine":[]}])");
  EXPECT_FALSE(document["paths"]["/any"]["get"].as_object().contains("parameters"));
}

}  // namespace
}  // namespace talaria
