// The head of a request: whole and in pieces it must mean the same, and what is accepted must be harmless.
#include "require.hpp"
#include "server/h1/parser.hpp"
#include "server/h1/target.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/http/grammar.hpp>

namespace {

using talaria::fuzz::require;
using talaria::server::Limits;
using talaria::server::h1::HeadParser;
using State = HeadParser::State;

struct Outcome {
  State state = State::incomplete;
  int status = 0;
  std::size_t length = 0;
  std::string text;
};

Outcome outcome_of(HeadParser& parser, State state) {
  Outcome out;
  out.state = state;
  out.status = parser.error().status;
  if (state != State::complete) return out;
  out.length = parser.length();
  out.text.append(parser.head().method_name).append(" ").append(parser.head().target);
  for (const auto& field : parser.head().fields)
    out.text.append("|").append(field.name).append(":").append(field.value);
  out.text.append(std::to_string(parser.framing().length)).append(parser.framing().chunked ? "c" : "-");
  out.text.append(parser.keep_alive() ? "k" : "-").append(parser.expects_continue() ? "e" : "-");
  return out;
}

std::unique_ptr<char[]> copy_of(const char* data, std::size_t size) {
  std::unique_ptr<char[]> block(new char[size]);
  if (size > 0) std::memcpy(block.get(), data, size);
  return block;
}

void check_accepted(HeadParser& parser) {
  const auto& head = parser.head();
  require(talaria::http::is_token(head.method_name), "the method is a token");
  require(head.target == "*" || head.target.substr(0, 1) == "/", "the target is in origin form");
  std::size_t hosts = 0;
  for (const auto& field : head.fields) {
    require(talaria::http::is_token(field.name), "a field name is a token");
    require(talaria::http::is_field_value(field.value), "a field value is one");
  }
  for (const auto value : talaria::http::RequestHeaders(head.fields).get_all("host")) {
    require(talaria::server::h1::is_host_value(value), "the host is one");
    ++hosts;
  }
  require(hosts == 1 || (hosts == 0 && head.minor_version == 0), "there is one host");
  require(!parser.framing().chunked || parser.framing().length == 0, "there is one framing");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Limits limits;
  limits.head_line = 600;
  limits.head_total = 2000;
  limits.field_lines = 20;
  const char* const text = reinterpret_cast<const char*>(data);

  HeadParser whole(limits);
  const auto block = copy_of(text, size);
  const State whole_state = whole.parse(block.get(), size);
  const Outcome expected = outcome_of(whole, whole_state);
  if (whole_state == State::complete) {
    require(whole.length() <= size, "the head is part of the input");
    check_accepted(whole);
  }

  // In pieces whose sizes the input decides, each time in another place.
  HeadParser parts(limits);
  std::unique_ptr<char[]> seen(new char[0]);
  std::size_t seen_size = 0;
  State state = parts.parse(seen.get(), 0);
  while (state == State::incomplete && seen_size < size) {
    const std::size_t next = std::min(size, seen_size + 1 + data[seen_size] % 7);
    auto grown = copy_of(text, next);
    std::memcpy(grown.get(), seen.get(), seen_size);
    parts.rebase(seen.get(), grown.get());
    seen = std::move(grown);
    seen_size = next;
    state = parts.parse(seen.get(), seen_size);
  }
  const Outcome got = outcome_of(parts, state);
  require(got.state == expected.state, "pieces and whole agree on the outcome");
  if (state == State::complete) {
    require(got.length == expected.length && got.text == expected.text, "pieces and whole agree on the meaning");
  }
  return 0;
}
