// Bodies into handlers: one model, and several bodies with their names. The first octet says which, and with what
// content type.
#include "answers.hpp"
#include "models.hpp"

#include <array>
#include <string>
#include <string_view>

#include <talaria/app/app.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/params/parameters.hpp>
#include <talaria/testing/test_client.hpp>

namespace {

using namespace talaria;
using fuzz::require;

Task<fuzz::Thing> one(Body<fuzz::Thing> thing) {
  co_return *thing;
}

Task<Json> several(Body<fuzz::Part, "part"> part, Body<std::optional<fuzz::Edges>, "edges"> edges,
                   Body<int, "number", ge{0}, defaults{3}> number, Body<std::vector<std::string>, "words"> words) {
  JsonObject values{{"part", Json(*part)}, {"number", *number}, {"words", Json(*words)}};
  if (*edges) values.set("edges", Json(**edges));
  co_return Json(std::move(values));
}

TestClient& client() {
  static App app;
  app.post<one>("/one");
  app.post<several>("/several");
  static TestClient client{app};
  return client;
}

std::optional<Json> send(const char* path, const std::string& content, const char* content_type) {
  static TestClient& shared = client();
  TestRequest request;
  request.content = content;
  if (*content_type != '\0') request.headers.emplace_back("content-type", content_type);
  return fuzz::judged(shared.post(path, request), "body");
}

constexpr std::array content_types = {"application/json", "application/problem+json; charset=utf-8", "text/plain", ""};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const char* const path = (data[0] & 1) != 0 ? "/one" : "/several";
  const std::string content(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto taken = send(path, content, content_types[(data[0] >> 1) % content_types.size()]);
  if (!taken) return 0;
  const auto again = send(path, dump_json(*taken), "application/json");
  require(again && *again == *taken, "what was taken can be sent again");
  return 0;
}
