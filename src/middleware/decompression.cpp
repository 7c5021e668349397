#include "middleware/decompressor.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>

#include <talaria/base/strings.hpp>
#include <talaria/middleware/decompression.hpp>

namespace talaria {

namespace {

using State = middleware::Decompressor::State;

// The ratio of less than this is nobody's business.
constexpr std::uint64_t harmless = 64 * 1024;

Response refusal(int status, const std::string& reason) {
  return Response("{\"detail\":\"" + reason + "\"}", status, "application/json");
}

// The one coding of the content; empty for none, `?` for several.
std::string coding_of(const Request& request) {
  const auto fields = request.headers().get_all("content-encoding");
  if (fields.empty()) return {};
  if (fields.size() > 1) return "?";
  const std::string coding = base::to_lower(base::trim(fields.front()));
  return coding == "identity" ? std::string() : coding;
}

/// What a body unpacks to, within its limits.
class Unpacked {
 public:
  Unpacked(std::uint64_t most, std::size_t ratio) : most_(most), ratio_(ratio) {}

  /// 0, or the status to answer with.
  int take(middleware::Decompressor& decompressor, std::string_view piece) {
    received_ += piece.size();
    const bool beyond_count = received_ > UINT64_MAX / ratio_;
    const std::uint64_t by_ratio = std::max(harmless, beyond_count ? UINT64_MAX : received_ * ratio_);
    const std::uint64_t allowed = std::min(most_, by_ratio);
    // One more than allowed tells that there is more.
    state_ = decompressor.run(piece, octets_, static_cast<std::size_t>(allowed) + 1);
    if (state_ == State::malformed) return 400;
    return octets_.size() > allowed ? 413 : 0;
  }
  [[nodiscard]] bool is_empty() const { return received_ == 0; }
  [[nodiscard]] bool is_whole() const { return state_ == State::ended; }
  [[nodiscard]] std::string& octets() { return octets_; }

 private:
  std::uint64_t most_;
  std::uint64_t ratio_;
  std::uint64_t received_ = 0;
  std::string octets_;
  State state_ = State::goes_on;
};

// Reads and unpacks the body. Gives the status to answer with, or 0.
Task<int> unpack(Request& request, middleware::Decompressor& decompressor, Unpacked& unpacked) {
  http::RequestStream stream = request.stream();
  while (true) {
    const std::string_view piece = co_await stream.next();
    if (piece.empty()) break;
    const int status = unpacked.take(decompressor, piece);
    if (status != 0) co_return status;
  }
  co_return unpacked.is_whole() || unpacked.is_empty() ? 0 : 400;
}

}  // namespace

DecompressionMiddleware::DecompressionMiddleware(const Options& options) : options_(options) {
  if (options.max_ratio == 0 || options.max_body_size == 0) {
    throw std::invalid_argument("DecompressionMiddleware: a limit is zero");
  }
}

Task<Response> DecompressionMiddleware::dispatch(Request& request, Next next) const {
  const std::string coding = coding_of(request);
  if (!coding.empty()) {
    const auto decompressor = middleware::make_decompressor(coding);
    if (decompressor == nullptr) {
      Response response = refusal(415, "the content coding is not supported");
      response.headers.set("accept-encoding", "gzip, deflate, br, zstd");
      co_return std::move(response);
    }
    const std::uint64_t limit = std::min<std::uint64_t>(request.body_limit(), UINT64_MAX - 1);
    Unpacked unpacked(options_.max_body_size.value_or(limit), options_.max_ratio);
    int status = 0;
    std::string reason;
    try {
      status = co_await unpack(request, *decompressor, unpacked);
    } catch (const http::BodyError& error) {
      status = error.status_code();
      reason = error.what();
    }
    if (reason.empty()) reason = status == 413 ? "the content is too large" : "the content is not what its coding says";
    if (status != 0) co_return refusal(status, reason);
    if (options_.max_body_size) request.set_body_limit(*options_.max_body_size);
    request.replace_body(std::move(unpacked.octets()));
  }
  Task<Response> task = next(request);
  Response response = co_await std::move(task);
  co_return std::move(response);
}

}  // namespace talaria
