#include <string>

#include <gtest/gtest.h>

#include <talaria/app/app.hpp>
#include <talaria/security/http.hpp>
#include <talaria/security/security.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

inline constexpr HTTPBase any{"Other"};
inline constexpr HTTPBearer bearer{{.bearer_format = "JWT"}};
inline constexpr HTTPDigest digest{};
inline constexpr HTTPBasic basic{};
inline constexpr HTTPBasic simple{{.scheme_name = "Simple", .realm = "simple"}};

template <auto& Scheme>
Json show(Security<Scheme> credentials) {
  return JsonObject{{"scheme", credentials->scheme}, {"credentials", credentials->credentials}};
}
template <auto& Scheme>
Json show_basic(Security<Scheme> credentials) {
  return JsonObject{{"username", credentials->username}, {"password", credentials->password}};
}
Json maybe_basic(Security<basic, auto_error{false}> credentials) {
  return credentials->has_value() ? (*credentials)->username : "nobody";
}
Json maybe_bearer(Security<bearer, auto_error{false}> credentials) {
  return credentials->has_value() ? (*credentials)->credentials : "nobody";
}

// Derived, to answer otherwise.
class Forbidding : public HTTPBearer {
 public:
  using HTTPBearer::HTTPBearer;
  [[nodiscard]] HTTPException make_not_authenticated_error() const override { return HTTPException(403, "No"); }
};
inline const Forbidding forbidding{};

class HttpSchemes : public ::testing::Test {
 protected:
  HttpSchemes() {
    app_.get<show<any>>("/any");
    app_.get<show<bearer>>("/bearer");
    app_.get<show<digest>>("/digest");
    app_.get<show<forbidding>>("/forbidding");
    app_.get<show_basic<basic>>("/basic");
    app_.get<show_basic<simple>>("/simple");
    app_.get<maybe_basic>("/maybe-basic");
    app_.get<maybe_bearer>("/maybe-bearer");
    client_.emplace(app_);
  }
  TestResponse get(const char* url, std::string authorization) {
    return client_->get(url, {.headers = {{"Authorization", std::move(authorization)}}});
  }
  App app_;
  std::optional<TestClient> client_;
};

TEST_F(HttpSchemes, GiveWhatWasSent) {
  EXPECT_EQ(get("/any", "Other x=1, y=2").text, R"({"scheme":"Other","credentials":"x=1, y=2"})");
  EXPECT_EQ(get("/bearer", "bearer  abc ").text, R"({"scheme":"bearer","credentials":"abc"})");
  EXPECT_EQ(get("/digest", "Digest abc").text, R"({"scheme":"Digest","credentials":"abc"})");
}

TEST_F(HttpSchemes, WantTheirScheme) {
  for (const char* authorization : {"Bearer", "Bearer ", "Basic abc", "abc", ""}) {
    const TestResponse response = get("/bearer", authorization);
    EXPECT_EQ(response.status_code, 401) << authorization;
    EXPECT_EQ(response.text, R"({"detail":"Not authenticated"})");
    EXPECT_EQ(response.header("www-authenticate"), "Bearer");
  }
  EXPECT_EQ(get("/digest", "Bearer x").header("www-authenticate"), "Digest");
  EXPECT_EQ(get("/any", "x").header("www-authenticate"), "Other");
  EXPECT_EQ(get("/maybe-bearer", "Basic x").text, R"("nobody")");
  EXPECT_EQ(get("/maybe-bearer", "Bearer x").text, R"("x")");
}

TEST_F(HttpSchemes, MayAnswerOtherwise) {
  EXPECT_EQ(get("/forbidding", "Basic x").status_code, 403);
  EXPECT_EQ(get("/forbidding", "Bearer x").status_code, 200);
  EXPECT_TRUE(app_.openapi()["components"]["securitySchemes"].as_object().contains("Forbidding"));
}

TEST_F(HttpSchemes, BasicReadsNameAndPassword) {
  EXPECT_EQ(get("/basic", "Basic am9objpzZWNyZXQ=").text, R"({"username":"john","password":"secret"})");
  EXPECT_EQ(get("/basic", "basic am9objpzZTpjcmV0").text, R"({"username":"john","password":"se:cret"})");
  EXPECT_EQ(get("/basic", "Basic Og==").text, R"({"username":"","password":""})");
}

TEST_F(HttpSchemes, BasicRefusesWhatItCannotRead) {
  for (const char* authorization :
       {"Basic notabase64token", "Basic am9obnNlY3JldA==", "Basic w6k6eA==", "Basic", "x"}) {
    const TestResponse response = get("/basic", authorization);
    EXPECT_EQ(response.status_code, 401) << authorization;
    EXPECT_EQ(response.text, R"({"detail":"Not authenticated"})");
    EXPECT_EQ(response.header("www-authenticate"), "Basic");
  }
  EXPECT_EQ(get("/simple", "x").header("www-authenticate"), R"(Basic realm="simple")");
  EXPECT_EQ(get("/maybe-basic", "Bearer x").text, R"("nobody")");
  EXPECT_EQ(get("/maybe-basic", "Basic am9objpzZWNyZXQ=").text, R"("john")");
  EXPECT_EQ(get("/maybe-basic", "Basic x").status_code, 401) << "as in FastAPI: it is there, but broken";
}

TEST_F(HttpSchemes, DocumentThemselves) {
  const Json& schemes = app_.openapi()["components"]["securitySchemes"];
  EXPECT_EQ(dump_json(schemes["HTTPBearer"]), R"({"type":"http","scheme":"bearer","bearerFormat":"JWT"})");
  EXPECT_EQ(dump_json(schemes["HTTPDigest"]), R"({"type":"http","scheme":"digest"})");
  EXPECT_EQ(dump_json(schemes["HTTPBasic"]), R"({"type":"http","scheme":"basic"})");
  EXPECT_EQ(dump_json(schemes["HTTPBase"]), R"({"type":"http","scheme":"Other"})");
  EXPECT_TRUE(schemes.as_object().contains("Simple"));
}

}  // namespace
}  // namespace talaria
