// Forms through a request, and the parameters of field values: whatever comes, it is a form of valid texts or 400.
#include "require.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include <talaria/async/run_sync.hpp>
#include <talaria/base/utf8.hpp>
#include <talaria/http/form_data.hpp>
#include <talaria/http/request.hpp>

namespace {

using namespace talaria;

class Pieces final : public http::BodySource {
 public:
  Pieces(std::string_view body, std::size_t step) : body_(body), step_(step) {}
  Task<std::string_view> next() override {
    const std::string_view piece = body_.substr(0, step_);
    body_.remove_prefix(piece.size());
    co_return piece;
  }

 private:
  std::string_view body_;
  std::size_t step_;
};

Task<std::string> read(Request& request) {
  http::FormLimits limits;
  limits.fields = limits.files = 20;
  limits.part_size = 1000;
  limits.spool_size = 100;
  http::FormData* form = co_await request.form(limits);
  std::string out;
  for (const auto& entry : form->entries()) {
    fuzz::require(base::is_valid_utf8(entry.name) && base::is_valid_utf8(entry.text), "texts are UTF-8");
    UploadFile file = entry.file;
    std::string octets;
    if (entry.is_file()) {
      octets = co_await file.read();
      fuzz::require(octets.size() == file.size(), "a file is read whole");
      const std::string name = file.sanitized_filename();
      const bool harmless = !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos;
      fuzz::require(harmless && name.size() <= 255, "a name for a file system");
    }
    out += entry.name + "=" + entry.text + octets + "&";
  }
  co_return out;
}

std::string form_of(std::string_view content_type, std::string_view body, std::size_t step) {
  http::RequestHead head;
  head.fields.push_back({"content-type", content_type});
  Pieces pieces(body, step);
  Request request(head, &pieces);
  try {
    return run_until_complete(read(request));
  } catch (const http::BodyError& error) {
    fuzz::require(error.status_code() == 400, "a form that cannot be read is 400");
    return std::string("!") + error.what();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  for (const std::string_view type : {"application/x-www-form-urlencoded", "multipart/form-data; boundary=b"}) {
    fuzz::require(form_of(type, body, size + 1) == form_of(type, body, 3), "pieces of any size are the same form");
  }
  const auto options = http::parse_field_options(body);
  for (const auto& [name, value] : options.options) fuzz::require(name.find('*') == std::string::npos, "no name*=");
  return 0;
}
