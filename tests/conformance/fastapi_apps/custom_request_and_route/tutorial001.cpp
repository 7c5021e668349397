// docs_src/custom_request_and_route/tutorial001: request bodies that came compressed.
#include "tutorial.hpp"

#include <cstdint>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>
#include <zlib.h>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_request_and_route::tutorial001 {

// What zlib makes of a gzip body; nothing beyond a mebibyte is taken.
std::string gunzip(std::string_view octets) {
  z_stream stream{};
  if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) throw std::runtime_error("zlib does not start");
  std::string in(octets);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int status = inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  if (status != Z_STREAM_END) throw HTTPException{400, "There was an error parsing the body"};
  out.resize(stream.total_out);
  return out;
}

Task<Response> gzip_route(Request& request, Next next) {
  if (request.headers().get("content-encoding") == "gzip") {
    const std::string_view compressed = co_await request.body();
    request.replace_body(gunzip(compressed));
  }
  Response response = co_await next(request);
  co_return response;
}

Task<Json> sum_numbers(Body<std::vector<std::int64_t>, "numbers"> numbers) {
  co_return JsonObject{{"sum", std::accumulate(numbers->begin(), numbers->end(), std::int64_t{0})}};
}

void register_routes(App& app) {
  app.post<sum_numbers>("/sum");
}

const Tutorial tutorial{"docs_src.custom_request_and_route.tutorial001", register_routes, {.route_class = gzip_route}};

}  // namespace custom_request_and_route::tutorial001
