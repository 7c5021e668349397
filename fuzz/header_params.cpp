// Header fields into parameters. An input is a list of `name: value` lines.
#include "parameters.hpp"

#include <string>
#include <string_view>

#include <talaria/base/strings.hpp>
#include <talaria/http/grammar.hpp>

namespace {

using namespace talaria;
using fuzz::require;

TestClient& client() {
  static App app;
  app.get<fuzz::echo<Header>>("/one");
  app.get<fuzz::echo_lists<Header>>("/many");
  static TestClient client{app};
  return client;
}

// The fields that the server's parser lets through.
TestRequest::Pairs fields_of(std::string_view text) {
  TestRequest::Pairs fields;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = base::trim(line.substr(colon + 1));
    if (http::is_token(name) && http::is_field_value(value)) fields.emplace_back(name, value);
  }
  return fields;
}

void check(TestClient& client, const char* path, const TestRequest::Pairs& fields) {
  const auto taken = fuzz::judged(client.get(path, {.headers = fields}), "header");
  if (!taken) return;
  // Fields are Latin-1 on the wire, so a text beyond ASCII comes back as another.
  const std::set<std::string> free_texts = {"text"};
  TestRequest::Pairs sent = fuzz::texts_of(*taken, free_texts);
  for (const auto& [name, value] : sent) {
    if (!http::is_field_value(value)) return;
    for (const char c : value) {
      if (static_cast<unsigned char>(c) >= 0x80) return;
    }
  }
  const auto again = fuzz::judged(client.get(path, {.headers = sent}), "header");
  require(again && fuzz::alike(*again, *taken, free_texts), "what was taken can be sent again");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static TestClient& shared = client();
  const auto fields = fields_of({reinterpret_cast<const char*>(data), size});
  check(shared, "/one", fields);
  check(shared, "/many", fields);
  return 0;
}
