#include <cstdio>
#include <string>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace stream_data_page {

// [texts]
Stream<std::string> countdown() {
  for (int i = 3; i > 0; --i) {
    co_yield std::to_string(i) + "\n";
    co_await sleep({});
  }
}

void add_countdown(App& app) {
  app.get<countdown>("/countdown", {.response_class = response_class<StreamingResponse>});
}
// [/texts]

// [type]
class CSVResponse : public StreamingResponse {
 public:
  static constexpr std::string_view documented_media_type = "text/csv";
  using StreamingResponse::StreamingResponse;
};

Generator<std::string> report() {
  co_yield "name,price\n";
  co_yield "lamp,9.5\n";
}

void add_report(App& app) {
  app.get<report>("/report.csv", {.response_class = response_class<CSVResponse>});
}
// [/type]

// [response]
Stream<std::string> pages(int count) {
  for (int page = 1; page <= count; ++page) co_yield "page " + std::to_string(page) + "\n";
}

Task<StreamingResponse> read_book(Path<int, "count", le{10}> count) {
  StreamingResponse response(pages(count), 200, "text/plain");
  response.headers.set("x-pages", std::to_string(*count));
  co_return response;
}
// [/response]

// [upload]
Task<Json> count_octets(Request& request) {
  auto stream = request.stream();
  std::size_t octets = 0;
  while (true) {
    const std::string_view piece = co_await stream.next();
    if (piece.empty()) break;
    octets += piece.size();
  }
  co_return JsonObject{{"octets", octets}};
}
// [/upload]

void set_up(App& app) {
  add_countdown(app);
  add_report(app);
  app.get<read_book>("/books/{count}");
  // [upload_route]
  app.put<count_octets>("/upload", {.max_body_size = std::size_t{1} << 30});  // up to 1 GiB
  // [/upload_route]
}

}  // namespace stream_data_page
