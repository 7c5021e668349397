// What the document says of errors: declared ones, those of validation, and how a policy changes all of them.
#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/describe/http_errors.hpp>
#include <talaria/describe/problem_details.hpp>

namespace talaria {
namespace {

using ::testing::ElementsAre;

struct User {
  int id;
};
struct UserNotFound {
  static constexpr int status_code = 404;
  static constexpr std::string_view description = "There is no such user";
  std::string detail = "User not found";
};
struct GroupNotFound {
  static constexpr int status_code = 404;
  std::string detail = "Group not found";
};
struct OutOfStock {
  static constexpr int status_code = 409;
  std::string detail = "Out of stock";
  int left = 0;
};

Task<Result<User, UserNotFound>> valid_user(Path<int, "id"> id) {
  co_return User{*id};
}
Task<Result<User, OutOfStock>> read_user(Depends<valid_user> user) {
  co_return *user;
}
Task<Result<User, GroupNotFound, OutOfStock>> read_member(Depends<valid_user> user) {
  co_return *user;
}
Task<Result<User, UnprocessableContent>> read_odd(Query<int, "n">) {
  co_return User{1};
}
Task<Result<void, Unauthorized>> enter() {
  co_return {};
}

Json responses_of(App& app, const std::string& path) {
  return app.openapi()["paths"][path]["get"]["responses"];
}
std::vector<std::string> names_of(const Json& object) {
  std::vector<std::string> names;
  for (const auto& member : object.as_object()) names.push_back(member.name);
  return names;
}

TEST(ErrorResponses, OfHandlerAndDependencies) {
  App app;
  app.get<read_user>("/users/{id}");
  const Json responses = responses_of(app, "/users/{id}");
  EXPECT_THAT(names_of(responses), ElementsAre("200", "404", "409", "422"));
  EXPECT_EQ(
      dump_json(responses["404"]),
      R"({"description":"There is no such user","content":{"application/json":{"schema":)"
      R"({"$ref":"#/components/schemas/UserNotFound"},"examples":{"UserNotFound":{"value":{"detail":"User not found"}}}}}})");
  EXPECT_EQ(dump_json(responses["409"]["content"]["application/json"]["examples"]),
            R"({"OutOfStock":{"value":{"detail":"Out of stock","left":0}}})");
  EXPECT_THAT(names_of(app.openapi()["components"]["schemas"]),
              ElementsAre("HTTPValidationError", "OutOfStock", "User", "UserNotFound", "ValidationError"));
}

TEST(ErrorResponses, OfOneStatusAreAlternatives) {
  App app;
  app.get<read_member>("/members/{id}");
  const Json missing = responses_of(app, "/members/{id}")["404"];
  EXPECT_EQ(missing["description"], Json("Not Found"));
  const Json content = missing["content"]["application/json"];
  EXPECT_EQ(
      dump_json(content["schema"]),
      R"({"anyOf":[{"$ref":"#/components/schemas/UserNotFound"},{"$ref":"#/components/schemas/GroupNotFound"}]})");
  EXPECT_THAT(names_of(content["examples"]), ElementsAre("UserNotFound", "GroupNotFound"));
}

TEST(ErrorResponses, ShareTheStatusOfValidation) {
  App app;
  app.get<read_odd>("/odd");
  const Json response = responses_of(app, "/odd")["422"];
  EXPECT_EQ(dump_json(response["content"]["application/json"]["schema"]),
            R"({"anyOf":[{"$ref":"#/components/schemas/HTTPValidationError"},)"
            R"({"$ref":"#/components/schemas/UnprocessableContent"}]})");
}

TEST(ErrorResponses, LeaveOutWhatIsNotInTheBody) {
  App app;
  app.get<enter>("/enter");
  EXPECT_THAT(names_of(responses_of(app, "/enter")), ElementsAre("200", "401"));
  EXPECT_THAT(names_of(app.openapi()["components"]["schemas"]["Unauthorized"]["properties"]), ElementsAre("detail"));
}

struct Message {
  std::string message;
};

TEST(ErrorResponses, GiveWayToWhatTheOptionsSay) {
  App app;
  app.get<read_user>("/users/{id}", {.responses = {{404, {.description = "Gone for good", .model = schema_of<Message>}},
                                                   {409, {.description = "Sold"}}}});
  const Json responses = responses_of(app, "/users/{id}");
  EXPECT_EQ(responses["404"]["description"], Json("Gone for good"));
  EXPECT_EQ(dump_json(responses["404"]["content"]),
            R"({"application/json":{"schema":{"$ref":"#/components/schemas/Message"}}})");
  EXPECT_EQ(responses["409"]["description"], Json("Sold"));
  EXPECT_EQ(dump_json(responses["409"]["content"]["application/json"]["schema"]),
            R"({"$ref":"#/components/schemas/OutOfStock"})");
}

TEST(ErrorResponses, AreProblems) {
  App app{{.error_policy = error_policy<ProblemErrors>}};
  app.get<read_user>("/users/{id}", {.responses = {{403, {.description = "Not yours"}}, {500, {}}}});
  const Json responses = responses_of(app, "/users/{id}");
  const auto content = [&](const char* status) { return responses[status]["content"]["application/problem+json"]; };
  EXPECT_EQ(dump_json(content("422")["schema"]), R"({"$ref":"#/components/schemas/ValidationProblem"})");
  EXPECT_EQ(dump_json(content("403")["schema"]), R"({"$ref":"#/components/schemas/ProblemDetails"})");
  EXPECT_EQ(dump_json(content("500")["schema"]), R"({"$ref":"#/components/schemas/ProblemDetails"})");
  EXPECT_EQ(dump_json(content("404")),
            R"({"schema":{"$ref":"#/components/schemas/ProblemDetails"},"examples":{"UserNotFound":{"value":)"
            R"({"type":"about:blank","title":"Not Found","status":404,"detail":"User not found",)"
            R"("instance":"/users/{id}"}}}})");
  EXPECT_EQ(dump_json(content("409")["schema"]),
            R"({"allOf":[{"$ref":"#/components/schemas/ProblemDetails"},{"$ref":"#/components/schemas/OutOfStock"}]})");
  EXPECT_THAT(names_of(app.openapi()["components"]["schemas"]),
              ElementsAre("OutOfStock", "ProblemDetails", "ProblemError", "User", "ValidationProblem"));
}

struct Fault {
  std::string text;
};
struct ShopErrors {
  static constexpr int validation_status_code = 400;
  static Fault http_error(const Request&, const HTTPException& error) { return {error.what()}; }
  static Fault validation_error(const Request&, const RequestValidationError&) { return {"not valid"}; }
  static Fault server_error(const Request&) { return {"sorry"}; }
};

TEST(ErrorResponses, AreWhatAPolicyOfOnesOwnSays) {
  App app{{.error_policy = error_policy<ShopErrors>}};
  app.get<read_user>("/users/{id}");
  const Json responses = responses_of(app, "/users/{id}");
  EXPECT_THAT(names_of(responses), ElementsAre("200", "404", "409", "400"));
  for (const char* const status : {"404", "409", "400"}) {
    EXPECT_EQ(dump_json(responses[status]["content"]["application/json"]["schema"]),
              R"({"$ref":"#/components/schemas/Fault"})")
        << status;
  }
  EXPECT_THAT(names_of(app.openapi()["components"]["schemas"]), ElementsAre("Fault", "User"));
}

}  // namespace
}  // namespace talaria
