#include "files/serve_file.hpp"

#include "files/byte_ranges.hpp"
#include "files/file_content.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>
#include <vector>

#include <talaria/base/strings.hpp>
#include <talaria/crypto/digest.hpp>
#include <talaria/crypto/md5.hpp>
#include <talaria/crypto/random.hpp>
#include <talaria/http/date.hpp>

namespace talaria::files {

namespace {

void set_default(http::Headers& headers, std::string_view name, const std::string& value) {
  if (!headers.contains(name)) headers.set(name, value);
}

// Python's st_mtime.
double modification_time(const OpenFile& file) {
  return static_cast<double>(file.modified()) + 1e-9 * static_cast<double>(file.modified_nanoseconds());
}

// The second of a file's last change. Python rounds to microseconds first.
std::int64_t last_modified(const OpenFile& file) {
  const double time = modification_time(file);
  const double second = std::floor(time);
  const bool next = std::nearbyint((time - second) * 1e6) >= 1e6;
  return static_cast<std::int64_t>(second) + (next ? 1 : 0);
}

// The field values that Starlette compares, whatever the handler put there.
std::string_view field(const Response& response, std::string_view name) {
  return response.headers.get(name).value_or(std::string_view{});
}

// `if-none-match` (RFC 9110 section 13.1.2) lists tags, weak ones too.
bool lists(std::string_view tags, std::string_view tag) {
  while (true) {
    const auto comma = tags.find(',');
    std::string_view one = base::trim(tags.substr(0, comma));
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag) return true;
    if (comma == std::string_view::npos) return false;
    tags.remove_prefix(comma + 1);
  }
}

bool is_unchanged(const FileRequest& request, const Response& response) {
  if (!request.conditional) return false;
  if (request.if_none_match && !request.if_none_match->empty()) {
    return base::trim(*request.if_none_match) == "*" || lists(*request.if_none_match, field(response, "etag"));
  }
  if (!request.if_modified_since) return false;
  const auto since = http::parse_http_date(*request.if_modified_since);
  const auto modified = http::parse_http_date(field(response, "last-modified"));
  return since && modified && *since >= *modified;
}

// RFC 9110 section 15.4.5: what a client needs to keep its copy.
void make_not_modified(Response& response) {
  http::Headers kept;
  for (const auto& [name, value] : response.headers) {
    for (const std::string_view known : {"cache-control", "content-location", "etag", "expires", "vary"}) {
      if (base::iequals(name, known)) kept.add(name, value);
    }
  }
  response.headers = std::move(kept);
  response.status_code = 304;
}

bool wants_ranges(const FileRequest& request, const Response& response) {
  if (response.status_code != 200 || !request.range) return false;
  if (!request.if_range) return true;
  if (request.if_range->starts_with("W/")) return false;
  return *request.if_range == field(response, "last-modified") || *request.if_range == field(response, "etag");
}

std::string content_range(const ByteRange& range, std::uint64_t size) {
  return "bytes " + std::to_string(range.begin) + "-" + std::to_string(range.end - 1) + "/" + std::to_string(size);
}

// RFC 9110 section 14.6.
std::vector<Segment> make_multipart(const std::vector<ByteRange>& ranges, const std::string& boundary,
                                    std::uint64_t size, Response& response) {
  std::vector<Segment> segments;
  for (const ByteRange& range : ranges) {
    segments.push_back({(segments.empty() ? "--" : "\r\n--") + boundary +
                        "\r\nContent-Type: " + std::string(field(response, "content-type")) +
                        "\r\nContent-Range: " + content_range(range, size) + "\r\n\r\n"});
    segments.push_back({{}, range.begin, range.end});
  }
  segments.push_back({"\r\n--" + boundary + "--"});
  response.headers.set("content-type", "multipart/byteranges; boundary=" + boundary);
  return segments;
}

// What is sent of the file. Nothing when `response` has become another one.
std::optional<std::vector<Segment>> choose(const FileRequest& request, std::uint64_t size, Response& response) {
  using Kind = RequestedRanges::Kind;
  const RequestedRanges wanted =
      wants_ranges(request, response) ? parse_ranges(*request.range, size) : RequestedRanges{};
  switch (wanted.kind) {
    case Kind::whole:
      break;
    case Kind::malformed:
      response = PlainTextResponse(std::string(wanted.problem), 400);
      return std::nullopt;
    case Kind::unsatisfiable:
      response = PlainTextResponse({}, 416, {{"content-range", "bytes */" + std::to_string(size)}});
      return std::nullopt;
    case Kind::some:
      response.status_code = 206;
      if (wanted.ranges.size() > 1) return make_multipart(wanted.ranges, request.boundary, size, response);
      response.headers.set("content-range", content_range(wanted.ranges.front(), size));
      return std::vector<Segment>{{{}, wanted.ranges.front().begin, wanted.ranges.front().end}};
  }
  return std::vector<Segment>{{{}, 0, size}};
}

}  // namespace

FileRequest::FileRequest(const Request& request, bool is_conditional)
    : is_head(request.method() == http::Method::head),
      conditional(is_conditional),
      range(request.headers().get("range")),
      if_range(request.headers().get("if-range")),
      if_none_match(request.headers().get("if-none-match")),
      if_modified_since(request.headers().get("if-modified-since")) {
  // Here and not on a thread of the pool, of which each would have a generator of random numbers.
  if (range && range->find(',') != std::string_view::npos) boundary = token_hex(13);
}

std::string entity_tag(const OpenFile& file) {
  // Python's text of a float.
  char text[64];
  const auto [end, fault] = std::to_chars(text, text + sizeof text, modification_time(file), std::chars_format::fixed);
  std::string made_of(text, fault == std::errc{} ? end : text);
  if (made_of.find('.') == std::string::npos) made_of += ".0";
  made_of += "-" + std::to_string(file.size());
  return '"' + crypto::to_hex(crypto::md5(made_of)) + '"';
}

void serve_file(OpenFile file, const FileRequest& request, Response& response) {
  set_default(response.headers, "last-modified", http::format_http_date(last_modified(file)));
  set_default(response.headers, "etag", entity_tag(file));
  if (is_unchanged(request, response)) return make_not_modified(response);
  std::optional<std::vector<Segment>> segments = choose(request, file.size(), response);
  if (!segments) return;
  std::uint64_t length = 0;
  for (const Segment& segment : *segments) length += segment.size();
  if (!request.is_head && length <= block_size) {
    response.body = read_all(file, *segments);
    length = response.body.size();
  } else if (!request.is_head) {
    response.stream = std::make_unique<FileContent>(std::move(file), std::move(*segments));
  }
  response.headers.set("content-length", std::to_string(length));
}

}  // namespace talaria::files
