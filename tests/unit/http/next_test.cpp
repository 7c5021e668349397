#include <gtest/gtest.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/http/next.hpp>

namespace talaria {
namespace {

class Echo : public http::Service {
 public:
  Task<Response> handle(Request& request) override { co_return Response(std::string(request.path())); }
};

// Writes its name, which is its state, around what comes from within.
Task<Response> around(const void* name, Request& request, Next next) {
  Response response = co_await next(request);
  response.body = static_cast<const char*>(name) + response.body + static_cast<const char*>(name);
  co_return response;
}
Task<Response> stop(const void*, Request&, Next) {
  co_return Response("stopped");
}

TEST(Next, GoesThroughTheLayersFromTheOutermost) {
  Echo echo;
  http::RequestHead head;
  head.target = "/x";
  Request request(head);
  const http::Layer layers[] = {{&around, "a"}, {&around, "b"}, {&stop}};
  const auto body = [&](const Next& next) {
    Task<Response> task = next(request);
    return run_until_complete(std::move(task)).body;
  };
  EXPECT_EQ(body(Next(layers, layers, echo)), "/x");
  EXPECT_EQ(body(Next(layers, layers + 2, echo)), "ab/xba");
  EXPECT_EQ(body(Next(layers, layers + 3, echo)), "abstoppedba");
}

}  // namespace
}  // namespace talaria
