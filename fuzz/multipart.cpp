// multipart/form-data: a body in one piece and octet by octet is the same parts, or the same refusal.
#include "require.hpp"

#include <cstdint>
#include <string>

#include <talaria/http/multipart.hpp>

namespace {

using namespace talaria;
using Parser = http::MultipartParser;

// Everything that came of it, in a form in which no two results look the same.
std::string take_apart(std::string_view boundary, std::string_view body, std::size_t step) {
  Parser parser(boundary);
  std::string out;
  std::string data;
  const auto end_data = [&] {
    out += "D" + std::to_string(data.size()) + ":" + data;
    data.clear();
  };
  for (std::size_t at = 0; at < body.size(); at += step) {
    const std::string piece(body.substr(at, step));
    std::string_view octets = piece;
    for (auto event = parser.next(octets); event != Parser::Event::need_more; event = parser.next(octets)) {
      if (event == Parser::Event::failed) {
        end_data();
        return out + "F";
      }
      if (event == Parser::Event::data) data += parser.data();
      if (event == Parser::Event::part_end) {
        end_data();
        out += "E";
      }
      if (event != Parser::Event::part) continue;
      for (const auto& [name, value] : parser.headers()) {
        out += "H" + std::to_string(name.size()) + ":" + name + std::to_string(value.size()) + ":" + value;
      }
      fuzz::require(parser.headers().size() <= http::MultipartLimits().header_count, "the number of fields is limited");
    }
    fuzz::require(octets.empty(), "what was fed is taken");
  }
  end_data();
  return out + (parser.complete() ? "C" : "O");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  // The first octet says how big the pieces are, so that the corpus can be read with `b` as boundary.
  const std::size_t step = size == 0 ? 1 : 1 + data[0] % 7;
  for (const std::string_view boundary : {"b", "----WebKitFormBoundary"}) {
    const std::string whole = take_apart(boundary, body, size + 1);
    fuzz::require(whole == take_apart(boundary, body, 1), "octet by octet is the same");
    fuzz::require(whole == take_apart(boundary, body, step), "piece by piece is the same");
  }
  return 0;
}
