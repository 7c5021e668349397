#include "server/root_path.hpp"

#include "wire_client.hpp"

#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include <talaria/server/server.hpp>

namespace talaria::server {
namespace {

// "root_path route_path url"
Task<Response> where(Request& request) {
  co_return PlainTextResponse(std::string(request.root_path()) + " " + std::string(request.route_path()) + " " +
                              request.url());
}

std::string seen(std::string_view root, std::string_view target) {
  const RootPath path(root);
  http::RequestHead head;
  head.target = target;
  std::string storage;
  path.complete(head, storage);
  Request request(head);
  path.tell(request);
  return std::string(request.target()) + " " + std::string(request.root_path()) + " " +
         std::string(request.route_path());
}

TEST(RootPath, StandsBeforeWhatTheProxyHandsOn) {
  EXPECT_EQ(seen("/api/v1", "/items?a=1"), "/api/v1/items?a=1 /api/v1 /items");
  EXPECT_EQ(seen("/api/v1/", "/"), "/api/v1/ /api/v1 /");
  EXPECT_EQ(seen("/a b", "/x%20y"), "/a%20b/x%20y /a b /x y");
  EXPECT_EQ(seen("/api", "/apis"), "/api/apis /api /apis");
}

TEST(RootPath, IsNotPutThereTwice) {
  EXPECT_EQ(seen("/api/v1", "/api/v1/items"), "/api/v1/items /api/v1 /items");
  EXPECT_EQ(seen("/api", "/api?x"), "/api?x /api ");
  EXPECT_EQ(seen("/api", "/api"), "/api /api ");
}

TEST(RootPath, MayBeNone) {
  EXPECT_TRUE(RootPath("").empty());
  EXPECT_TRUE(RootPath("/").empty());
  EXPECT_THROW(RootPath("api"), std::invalid_argument);
}

TEST(RootPath, IsAnOptionOfTheServer) {
  FunctionService service(&where);
  ServerOptions options;
  options.port = 0;
  options.threads = 1;
  options.root_path = "/api";
  Server server(service, options);
  server.start();
  WireClient client(server.port());
  for (const auto& [target, expected] : {std::pair{"/x?y=1", "/api /x http://h/api/x?y=1"},
                                         {"/api/x", "/api /x http://h/api/x"},
                                         {"/z", "/api /z http://h/api/z"}}) {
    client.send("GET " + std::string(target) + " HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(client.read_response().second, expected) << target;
  }
  options.root_path = "api";
  EXPECT_THROW(Server(service, options), std::invalid_argument);
}

}  // namespace
}  // namespace talaria::server
