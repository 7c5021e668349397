#include <gtest/gtest.h>

#include <talaria/describe/error_policy.hpp>
#include <talaria/describe/http_errors.hpp>

namespace talaria {
namespace {

struct Fault {
  std::string text;
  std::optional<int> code = {};
};
struct ShopErrors {
  static constexpr std::string_view media_type = "application/vnd.shop+json";
  static constexpr int validation_status_code = 400;
  static constexpr bool exclude_none = true;
  static Fault http_error(const Request& request, const HTTPException& error) {
    return {std::string(request.path()) + " " + error.what(), error.status_code()};
  }
  static Fault validation_error(const Request&, const RequestValidationError& error) { return {error.what()}; }
  static Fault server_error(const Request&) { return {"sorry"}; }
};

const http::RequestHead head = [] {
  http::RequestHead made;
  made.target = "/items/3?x=1";
  return made;
}();

RequestValidationError invalid() {
  return RequestValidationError({model::make_error("missing", {"query", "n"}, nullptr)}, nullptr);
}

TEST(ErrorPolicy, OfOnesOwnWritesItsModels) {
  const Request request(head);
  const describe::ErrorPolicy& policy = *error_policy<ShopErrors>;
  EXPECT_EQ(policy.http_error_model, &model::type_info<Fault>);
  EXPECT_EQ(policy.validation_status_code, 400);
  const Response http = policy.http_response(request, HTTPException(409, "Taken", {{"x-a", "b"}}));
  EXPECT_EQ(http.status_code, 409);
  EXPECT_EQ(http.media_type, "application/vnd.shop+json");
  EXPECT_EQ(http.body, R"({"text":"/items/3 409: Taken","code":409})");
  EXPECT_EQ(http.headers.get("x-a"), "b");
  const Response validation = policy.validation_error(request, invalid());
  EXPECT_EQ(validation.status_code, 400);
  EXPECT_EQ(validation.body, R"({"text":"query.n: Field required"})");
  const Response server = policy.server_error(request);
  EXPECT_EQ(server.status_code, 500);
  EXPECT_EQ(server.body, R"({"text":"sorry"})");
}

TEST(ErrorPolicy, ByDefaultIsFastApis) {
  const Request request(head);
  const describe::ErrorPolicy& policy = *error_policy<DefaultErrors>;
  EXPECT_EQ(policy.http_error_model, nullptr);
  const Response http = policy.http_response(request, HTTPException(409, "Taken"));
  EXPECT_EQ(http.media_type, "application/json");
  EXPECT_EQ(http.body, R"({"detail":"Taken"})");
  EXPECT_EQ(policy.validation_error(request, invalid()).body,
            R"({"detail":[{"type":"missing","loc":["query","n"],"msg":"Field required","input":null}]})");
  EXPECT_EQ(policy.validation_error(request, invalid()).status_code, 422);
  EXPECT_EQ(policy.server_error(request).body, "Internal Server Error");
}

TEST(ErrorPolicy, HasNoBodyWhereTheStatusHasNone) {
  const Request request(head);
  const Response response =
      error_policy<ShopErrors>->http_response(request, HTTPException(304, nullptr, {{"etag", "x"}}));
  EXPECT_EQ(response.status_code, 304);
  EXPECT_EQ(response.body, "");
  EXPECT_EQ(response.headers.get("etag"), "x");
}

}  // namespace
}  // namespace talaria
