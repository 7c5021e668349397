// What the tests of the domains share: an application, a client, and users to work with.
#pragma once
#include "app.hpp"

#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <talaria/testing/test_client.hpp>

namespace backend {

class BackendTest : public testing::Test {
 protected:
  /// The id of a new user.
  std::int64_t add_user(const std::string& username) {
    const auto response = client.post(
        "/api/v1/users/", {.json = talaria::JsonObject{{"username", username}, {"email", username + "@example.com"}}});
    EXPECT_EQ(response.status_code, 201) << response.text;
    return response.json()["id"].as_int();
  }

  /// The id of a new item of that user.
  std::int64_t add_item(std::int64_t owner_id, talaria::JsonObject item) {
    const auto response =
        client.post("/api/v1/users/" + std::to_string(owner_id) + "/items/", {.json = std::move(item)});
    EXPECT_EQ(response.status_code, 201) << response.text;
    return response.json()["id"].as_int();
  }

  std::unique_ptr<talaria::App> app = make_app();
  talaria::TestClient client{*app};
};

}  // namespace backend
