#include <gtest/gtest.h>

#include <talaria/describe/error_response.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/model/json_schema.hpp>

namespace talaria {
namespace {

TEST(ErrorResponse, OfAnHttpException) {
  EXPECT_EQ(model_dump_json(error_response(HTTPException(404, "No such user"))),
            R"({"detail":"No such user","errors":null,"request_id":null})");
  EXPECT_EQ(error_response(HTTPException(404)).detail, "Not Found");
  EXPECT_EQ(error_response(HTTPException(409, JsonObject{{"why", "taken"}})).detail, R"({"why":"taken"})");
}

TEST(ErrorResponse, OfAllViolations) {
  model::Errors errors{model::make_error("missing", {"body", "addresses", std::int64_t{2}, "street"}, nullptr),
                       model::make_error("json_invalid", {}, nullptr)};
  ErrorResponse response = error_response(RequestValidationError(std::move(errors), nullptr));
  response.request_id = "42";
  EXPECT_EQ(
      model_dump_json(response),
      R"({"detail":"Validation error","errors":[{"field":"body.addresses.2.street","message":"Field required",)"
      R"("code":"missing"},{"field":null,"message":"JSON decode error","code":"json_invalid"}],"request_id":"42"})");
}

TEST(ErrorResponse, IsAModel) {
  const Json schema = model_json_schema<ErrorResponse>();
  EXPECT_EQ(schema["title"], Json("ErrorResponse"));
  EXPECT_EQ(schema["required"], Json(JsonArray{"detail"}));
  EXPECT_EQ(schema["$defs"]["ErrorDetail"]["required"], Json(JsonArray{"message"}));
}

}  // namespace
}  // namespace talaria
