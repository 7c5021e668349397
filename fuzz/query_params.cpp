// Query strings into parameters: taken or refused with reasons, and what was taken can be sent again.
#include "parameters.hpp"

#include <string>

#include <talaria/http/grammar.hpp>

namespace {

using namespace talaria;
using fuzz::require;

TestClient& client() {
  static App app;
  app.get<fuzz::echo<Query>>("/one");
  app.get<fuzz::echo_lists<Query>>("/many");
  static TestClient client{app};
  return client;
}

void check(TestClient& client, const std::string& path, const std::string& query) {
  const auto taken = fuzz::judged(client.get(path + "?" + query), "query");
  if (!taken) return;
  const auto again = fuzz::judged(client.get(path, {.params = fuzz::texts_of(*taken)}), "query");
  require(again && *again == *taken, "what was taken can be sent again");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static TestClient& shared = client();
  const std::string query(reinterpret_cast<const char*>(data), size);
  // The server lets nothing else into a target.
  for (const char c : query) {
    if (!http::is_target_octet(c)) return 0;
  }
  check(shared, "/one", query);
  check(shared, "/many", query);
  return 0;
}
