#include "fixture.hpp"

namespace backend {
namespace {

using namespace talaria;

class Users : public BackendTest {};

TEST_F(Users, AreMadeWithAnIdAndTheDefaults) {
  const auto response =
      client.post("/api/v1/users/", {.json = JsonObject{{"username", "ada"}, {"email", "ada@example.com"}}});
  EXPECT_EQ(response.status_code, 201);
  EXPECT_EQ(response.text, R"({"id":1,"username":"ada","email":"ada@example.com","full_name":null,"role":"member",)"
                           R"("address":null})");
}

TEST_F(Users, MayHaveAnAddress) {
  const JsonObject address{{"street", "St James's Square"}, {"city", "London"}, {"country", "GB"}};
  const auto response = client.post(
      "/api/v1/users/",
      {.json = JsonObject{{"username", "ada"}, {"email", "ada@example.com"}, {"role", "admin"}, {"address", address}}});
  EXPECT_EQ(response.status_code, 201);
  EXPECT_EQ(response.json()["address"], Json(address));
  EXPECT_EQ(response.json()["role"], Json("admin"));
}

TEST_F(Users, AreRefusedWithEveryFaultAtOnce) {
  const auto response = client.post(
      "/api/v1/users/",
      {.json = JsonObject{
           {"username", "A"}, {"email", "nobody"}, {"role", "king"}, {"address", JsonObject{{"street", "X"}}}}});
  EXPECT_EQ(response.status_code, 422);
  std::vector<std::string> faults;
  const Json body = response.json();
  for (const Json& fault : body["detail"].as_array()) {
    faults.push_back(dump_json(fault["loc"]) + " " + fault["type"].as_string());
  }
  const std::vector<std::string> expected{
      R"(["body","username"] string_too_short)", R"(["body","email"] string_pattern_mismatch)",
      R"(["body","role"] enum)", R"(["body","address","city"] missing)", R"(["body","address","country"] missing)"};
  EXPECT_EQ(faults, expected);
}

TEST_F(Users, CannotShareAUsernameOrAnEmailAddress) {
  add_user("ada");
  const auto same_name =
      client.post("/api/v1/users/", {.json = JsonObject{{"username", "ada"}, {"email", "other@example.com"}}});
  EXPECT_EQ(same_name.status_code, 409);
  EXPECT_EQ(same_name.text, R"({"detail":"Another user has this username","field":"username"})");
  const auto same_email =
      client.post("/api/v1/users/", {.json = JsonObject{{"username", "other"}, {"email", "ada@example.com"}}});
  EXPECT_EQ(same_email.status_code, 409);
  EXPECT_EQ(same_email.json()["field"], Json("email"));
}

TEST_F(Users, AreReadById) {
  const auto id = add_user("ada");
  EXPECT_EQ(client.get("/api/v1/users/" + std::to_string(id)).json()["username"], Json("ada"));
}

TEST_F(Users, ThatDoNotExistAreNotFound) {
  for (const char* method : {"GET", "DELETE"}) {
    const auto response = client.request(method, "/api/v1/users/7");
    EXPECT_EQ(response.status_code, 404) << method;
    EXPECT_EQ(response.text, R"({"detail":"User not found"})") << method;
  }
  EXPECT_EQ(client.patch("/api/v1/users/7", {.json = JsonObject{}}).status_code, 404);
}

TEST_F(Users, HaveIdsFromOne) {
  EXPECT_EQ(client.get("/api/v1/users/0").status_code, 422);
}

TEST_F(Users, AreListedInPages) {
  for (const char* name : {"ada", "bob", "cyd", "dan", "eve"}) add_user(name);
  struct Case {
    const char* query;
    std::size_t items;
    int pages;
  };
  for (const Case& c : {Case{"", 5, 1},
                        {"?size=2", 2, 3},
                        {"?size=2&page=3", 1, 3},
                        {"?size=2&page=4", 0, 3},
                        {"?size=5", 5, 1},
                        {"?size=100&page=1000000", 0, 1}}) {
    const Json page = client.get(std::string("/api/v1/users/") + c.query).json();
    EXPECT_EQ(page["items"].as_array().size(), c.items) << c.query;
    EXPECT_EQ(page["pages"], Json(c.pages)) << c.query;
    EXPECT_EQ(page["total"], Json(5)) << c.query;
  }
  for (const char* query : {"?size=0", "?size=101", "?page=0", "?page=1000001", "?page=x"}) {
    EXPECT_EQ(client.get(std::string("/api/v1/users/") + query).status_code, 422) << query;
  }
}

TEST_F(Users, KeepWhatAChangeDoesNotName) {
  const auto path = "/api/v1/users/" + std::to_string(add_user("ada"));
  EXPECT_EQ(client.patch(path, {.json = JsonObject{{"full_name", "Ada Lovelace"}}}).status_code, 200);
  const Json user = client.patch(path, {.json = JsonObject{{"role", "moderator"}, {"full_name", nullptr}}}).json();
  EXPECT_EQ(user["full_name"], Json("Ada Lovelace"));
  EXPECT_EQ(user["role"], Json("moderator"));
  EXPECT_EQ(user["email"], Json("ada@example.com"));
  EXPECT_EQ(client.get(path).json(), user);
}

TEST_F(Users, ChangeToAFreeEmailAddressOnly) {
  const auto path = "/api/v1/users/" + std::to_string(add_user("ada"));
  add_user("bob");
  EXPECT_EQ(client.patch(path, {.json = JsonObject{{"email", "bob@example.com"}}}).status_code, 409);
  EXPECT_EQ(client.patch(path, {.json = JsonObject{{"email", "ada@example.com"}}}).status_code, 200);
  EXPECT_EQ(client.patch(path, {.json = JsonObject{{"email", "ada@example.org"}}}).status_code, 200);
  add_user("eve");
  EXPECT_EQ(client.patch("/api/v1/users/3", {.json = JsonObject{{"email", "ada@example.com"}}}).status_code, 200);
}

TEST_F(Users, AreDeletedWithTheirItems) {
  const auto id = add_user("ada");
  add_item(id, {{"title", "Engine"}, {"price", 9.5}});
  const auto response = client.delete_("/api/v1/users/" + std::to_string(id));
  EXPECT_EQ(response.status_code, 204);
  EXPECT_EQ(response.text, "");
  EXPECT_EQ(client.get("/api/v1/users/" + std::to_string(id)).status_code, 404);
  EXPECT_EQ(client.get("/api/v1/items/").json()["total"], Json(0));
  EXPECT_NE(add_user("ada"), id);
}

}  // namespace
}  // namespace backend
