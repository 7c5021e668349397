#include <algorithm>
#include <stdexcept>

#include <talaria/base/strings.hpp>
#include <talaria/http/grammar.hpp>
#include <talaria/middleware/request_id.hpp>
#include <talaria/model/types/uuid.hpp>

namespace talaria {

namespace {

constexpr std::size_t longest_id = 128;

// An id goes into logs and into a response, so it says nothing there but what an id says.
bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= longest_id && std::all_of(text.begin(), text.end(), [](char c) {
    return base::is_ascii_alpha(c) || base::is_ascii_digit(c) ||
           std::string_view("-_.:/+=").find(c) != std::string::npos;
  });
}

}  // namespace

RequestIDMiddleware::RequestIDMiddleware(const Options& options) : options_(options) {
  if (!http::is_token(options_.header)) {
    throw std::invalid_argument("RequestIDMiddleware: '" + options_.header + "' is no field name");
  }
}

Task<Response> RequestIDMiddleware::dispatch(Request& request, Next next) const {
  const auto incoming = request.headers().get(options_.header);
  const bool taken = options_.accept_incoming && incoming && is_id(*incoming);
  std::string id = taken ? std::string(*incoming) : Uuid::v4().to_string();
  request.state().emplace<RequestID>(std::move(id), std::string_view(options_.header));
  Task<Response> task = next(request);
  Response response = co_await std::move(task);
  response.headers.set(options_.header, request.state().find<RequestID>()->value);
  co_return std::move(response);
}

}  // namespace talaria
