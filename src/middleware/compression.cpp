#include "middleware/accept_encoding.hpp"
#include "middleware/compressor.hpp"

#include <algorithm>
#include <stdexcept>

#include <talaria/async/blocking.hpp>
#include <talaria/base/strings.hpp>
#include <talaria/http/media_type.hpp>
#include <talaria/http/status.hpp>
#include <talaria/middleware/compression.hpp>

namespace talaria {

namespace {

void check_level(const char* name, int level, int least, int most) {
  if (level >= least && level <= most) return;
  throw std::invalid_argument(std::string("CompressionMiddleware: ") + name + " is " + std::to_string(level) +
                              ", but has to be " + std::to_string(least) + " to " + std::to_string(most));
}

// A stream of pieces, each compressed when it comes.
class CompressedStream final : public http::BodyStream {
 public:
  CompressedStream(Owned<http::BodyStream> source, std::unique_ptr<middleware::Compressor> compressor)
      : source_(std::move(source)), compressor_(std::move(compressor)) {}

  Task<std::string_view> next() override {
    out_.clear();
    while (out_.empty() && !ended_) {
      const std::string_view piece = co_await source_->next();
      ended_ = piece.empty();
      if (ended_) {
        compressor_->finish({}, out_);
      } else {
        compressor_->flush(piece, out_);
      }
    }
    co_return std::string_view(out_);
  }

 private:
  Owned<http::BodyStream> source_;
  std::unique_ptr<middleware::Compressor> compressor_;
  std::string out_;
  bool ended_ = false;
};

std::string compress_whole(ContentCoding coding, int level, const std::string& body) {
  std::string out;
  middleware::make_compressor(coding, level)->finish(body, out);
  return out;
}

// The media type of a `content-type`, in lower case.
std::string media_type_of(const Response& response) {
  const std::string_view type = response.headers.get("content-type").value_or(response.media_type);
  return base::to_lower(http::media_type_in(type));
}

bool fits(std::string_view type, std::string_view pattern) {
  if (pattern.ends_with("/*")) return type.starts_with(pattern.substr(0, pattern.size() - 1));
  return type == pattern;
}

}  // namespace

CompressionMiddleware::CompressionMiddleware(const Options& options) : options_(options) {
  check_level("gzip_level", options_.gzip_level, 1, 9);
  check_level("br_level", options_.br_level, 0, 11);
  check_level("zstd_level", options_.zstd_level, 1, 19);
  for (std::string& type : options_.exclude_content_types) type = base::to_lower(type);
}

GZipMiddleware::GZipMiddleware(const Options& options)
    : CompressionMiddleware([&options] {
        CompressionMiddleware::Options all;
        all.codings = {ContentCoding::gzip};
        all.minimum_size = options.minimum_size;
        all.gzip_level = options.compresslevel;
        return all;
      }()) {}

bool CompressionMiddleware::excludes(const Response& response) const {
  if (response.upgrade || !http::allows_content(response.status_code) || response.status_code == 206) return true;
  if (!response.stream && response.body.size() < options_.minimum_size) return true;
  const http::Headers& headers = response.headers;
  if (headers.contains("content-encoding")) return true;
  for (const std::string_view value : headers.get_all("cache-control")) {
    if (base::to_lower(value).find("no-transform") != std::string::npos) return true;
  }
  const std::string type = media_type_of(response);
  const auto& excluded = options_.exclude_content_types;
  return std::any_of(excluded.begin(), excluded.end(), [&](const std::string& pattern) { return fits(type, pattern); });
}

Task<Response> CompressionMiddleware::dispatch(Request& request, Next next) const {
  Task<Response> task = next(request);
  Response response = co_await std::move(task);
  if (excludes(response)) co_return std::move(response);
  response.headers.add_vary("Accept-Encoding");
  const auto values = request.headers().get_all("accept-encoding");
  const auto coding = middleware::choose_coding(values, options_.codings);
  if (!coding) co_return std::move(response);
  Task<Response> compressed = compress(std::move(response), *coding);
  response = co_await std::move(compressed);
  co_return std::move(response);
}

Task<Response> CompressionMiddleware::compress(Response response, ContentCoding coding) const {
  const int level = coding == ContentCoding::zstd ? options_.zstd_level
                    : coding == ContentCoding::br ? options_.br_level
                                                  : options_.gzip_level;
  if (response.stream) {
    response.stream = make_owned<http::BodyStream, CompressedStream>(std::move(response.stream),
                                                                     middleware::make_compressor(coding, level));
  } else if (response.body.size() < options_.thread_minimum_size) {
    response.body = compress_whole(coding, level, response.body);
  } else {
    const auto run = [coding, level, &response] { return compress_whole(coding, level, response.body); };
    std::string body = co_await run_blocking(run);
    response.body = std::move(body);
  }
  response.headers.set("content-encoding", middleware::coding_name(coding));
  response.headers.remove("content-length");
  // The octets are no longer those that a strong tag promises (RFC 9110 section 8.8.3).
  if (const auto tag = response.headers.get("etag"); tag && tag->starts_with('"')) {
    response.headers.set("etag", "W/" + std::string(*tag));
  }
  co_return std::move(response);
}

}  // namespace talaria
