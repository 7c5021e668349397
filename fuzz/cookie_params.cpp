// A Cookie field into parameters.
#include "parameters.hpp"

#include <string>

#include <talaria/http/grammar.hpp>

namespace {

using namespace talaria;
using fuzz::require;

TestClient& client() {
  static App app;
  app.get<fuzz::echo<Cookie>>("/");
  static TestClient client{app};
  return client;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static TestClient& shared = client();
  const std::string field(reinterpret_cast<const char*>(data), size);
  if (!http::is_field_value(field)) return 0;
  const auto taken = fuzz::judged(shared.get("/", {.headers = {{"cookie", field}}}), "cookie");
  if (!taken) return 0;
  // A free text may hold what a cookie cannot.
  const auto again = fuzz::judged(shared.get("/", {.cookies = fuzz::texts_of(*taken, {"text"})}), "cookie");
  require(again && fuzz::alike(*again, *taken, {"text"}), "what was taken can be sent again");
  return 0;
}
