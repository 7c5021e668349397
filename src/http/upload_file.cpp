#include "http/spool.hpp"

#include <atomic>

#include <talaria/async/blocking.hpp>
#include <talaria/base/utf8.hpp>
#include <talaria/http/upload_file.hpp>
#include <talaria/http/url.hpp>

namespace talaria {

struct UploadFile::Data {
  Data(std::string name, Fields fields, std::size_t spool_size)
      : filename(std::move(name)), headers(std::move(fields)), spool(spool_size) {
    views.reserve(headers.size());
    for (const auto& [field, value] : headers) views.push_back({field, value});
  }

  std::atomic<std::size_t> owners = 1;
  std::string filename;
  Fields headers;
  std::vector<http::HeaderField> views;
  http::Spool spool;
};

UploadFile::UploadFile(std::string filename, Fields headers, std::size_t spool_size)
    : data_(new Data(std::move(filename), std::move(headers), spool_size)) {}

UploadFile::UploadFile(const UploadFile& other) noexcept : data_(other.data_) {
  if (data_ != nullptr) data_->owners.fetch_add(1, std::memory_order_relaxed);
}

UploadFile::~UploadFile() {
  if (data_ != nullptr && data_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete data_;
}

std::string_view UploadFile::filename() const {
  return data_->filename;
}

std::string UploadFile::sanitized_filename() const {
  constexpr std::string_view unwelcome = "<>:\"|?*";
  constexpr std::size_t longest = 255;  // octets, what common file systems take
  std::string_view name = data_->filename;
  if (const auto slash = name.find_last_of("/\\"); slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string out;
  for (const char c : name) {
    const auto octet = static_cast<unsigned char>(c);
    out += octet < 0x20 || octet == 0x7f || unwelcome.find(c) != std::string_view::npos ? '_' : c;
  }
  while (!out.empty() && (out.back() == '.' || out.back() == ' ')) out.pop_back();
  while (!out.empty() && (out.front() == '.' || out.front() == ' ')) out.erase(0, 1);
  if (out.size() > longest) {
    out.resize(longest);
    while ((static_cast<unsigned char>(out.back()) & 0xc0) == 0x80) out.pop_back();
    if (static_cast<unsigned char>(out.back()) >= 0xc0) out.pop_back();
  }
  return out.empty() ? "file" : out;
}

std::optional<std::string_view> UploadFile::content_type() const {
  return headers().get("content-type");
}

http::RequestHeaders UploadFile::headers() const {
  return http::RequestHeaders(data_->views);
}

std::uint64_t UploadFile::size() const {
  return data_->spool.size();
}

bool UploadFile::in_memory() const {
  return data_->spool.in_memory();
}

// Each holds a copy of its own while it works: the caller's may go.
Task<std::string> UploadFile::read(std::size_t count) {
  const UploadFile self = *this;
  http::Spool& spool = self.data_->spool;
  if (spool.in_memory()) co_return spool.read(count);
  std::string out;
  auto work = [&] { out = spool.read(count); };
  co_await run_blocking(work);
  co_return out;
}

Task<void> UploadFile::seek(std::uint64_t position) {
  data_->spool.seek(position);
  co_return;
}

Task<void> UploadFile::write(std::string_view octets) {
  const UploadFile self = *this;
  http::Spool& spool = self.data_->spool;
  if (!spool.blocks(octets.size())) {
    spool.write(octets);
    co_return;
  }
  auto work = [&] { spool.write(octets); };
  co_await run_blocking(work);
}

Task<void> UploadFile::save(std::string path) {
  const UploadFile self = *this;
  const http::Spool& spool = self.data_->spool;
  auto work = [&] { spool.save(path); };
  co_await run_blocking(work);
}

Task<void> UploadFile::close() {
  const UploadFile self = *this;
  http::Spool& spool = self.data_->spool;
  if (spool.in_memory()) {
    spool.close();
    co_return;
  }
  auto work = [&] { spool.close(); };
  co_await run_blocking(work);
}

}  // namespace talaria
