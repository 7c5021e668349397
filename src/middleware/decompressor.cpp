#include "middleware/decompressor.hpp"

#include <algorithm>
#include <brotli/decode.h>
#include <new>
#include <zlib.h>
#include <zstd.h>

namespace talaria::middleware {

namespace {

using State = Decompressor::State;

// Room at the end of `out`, and what of it is used.
class Space {
 public:
  Space(std::string& out, std::size_t most) : out_(out), used_(out.size()) {
    constexpr std::size_t piece = 16 * 1024;
    out.resize(used_ + std::min(piece, most - std::min(most, used_)));
  }
  Space(const Space&) = delete;
  Space& operator=(const Space&) = delete;
  ~Space() { out_.resize(used_); }

  [[nodiscard]] char* data() { return out_.data() + used_; }
  [[nodiscard]] std::size_t size() const { return out_.size() - used_; }
  void use(std::size_t size) { used_ += size; }

 private:
  std::string& out_;
  std::size_t used_;
};

class ZlibDecompressor final : public Decompressor {
 public:
  explicit ZlibDecompressor(bool gzip) : gzip_(gzip) {
    if (inflateInit2(&stream_, gzip ? 16 + MAX_WBITS : MAX_WBITS) != Z_OK) throw std::bad_alloc();
  }
  ZlibDecompressor(const ZlibDecompressor&) = delete;
  ZlibDecompressor& operator=(const ZlibDecompressor&) = delete;
  ~ZlibDecompressor() override { inflateEnd(&stream_); }

  State run(std::string_view& octets, std::string& out, std::size_t most) override {
    while (true) {
      if (ended_) {
        if (octets.empty()) return State::ended;
        // RFC 1952 section 2.2: a gzip file may be several, one behind the other.
        if (!gzip_ || inflateReset(&stream_) != Z_OK) return State::malformed;
        ended_ = false;
      }
      const std::size_t before = out.size();
      const int result = step(octets, out, most);
      ended_ = result == Z_STREAM_END;
      if (ended_) continue;
      if (result != Z_OK && result != Z_BUF_ERROR) return State::malformed;
      if (out.size() == most) return State::full;
      if (out.size() == before && octets.empty()) return State::goes_on;
      if (out.size() == before && result == Z_BUF_ERROR) return State::malformed;
    }
  }

 private:
  int step(std::string_view& octets, std::string& out, std::size_t most) {
    Space space(out, most);
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(octets.data()));
    stream_.avail_in = static_cast<uInt>(std::min<std::size_t>(octets.size(), 1u << 30));
    const uInt given = stream_.avail_in;
    stream_.next_out = reinterpret_cast<Bytef*>(space.data());
    stream_.avail_out = static_cast<uInt>(space.size());
    const int result = inflate(&stream_, Z_NO_FLUSH);
    octets.remove_prefix(given - stream_.avail_in);
    space.use(space.size() - stream_.avail_out);
    return result;
  }

  z_stream stream_{};
  bool gzip_;
  bool ended_ = false;
};

class BrotliDecompressor final : public Decompressor {
 public:
  BrotliDecompressor() : state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {
    if (state_ == nullptr) throw std::bad_alloc();
  }
  BrotliDecompressor(const BrotliDecompressor&) = delete;
  BrotliDecompressor& operator=(const BrotliDecompressor&) = delete;
  ~BrotliDecompressor() override { BrotliDecoderDestroyInstance(state_); }

  State run(std::string_view& octets, std::string& out, std::size_t most) override {
    while (true) {
      if (BrotliDecoderIsFinished(state_) != 0) return octets.empty() ? State::ended : State::malformed;
      const BrotliDecoderResult result = step(octets, out, most);
      if (result == BROTLI_DECODER_RESULT_ERROR) return State::malformed;
      if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && out.size() == most) return State::full;
      if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) return State::goes_on;
    }
  }

 private:
  BrotliDecoderResult step(std::string_view& octets, std::string& out, std::size_t most) {
    Space space(out, most);
    std::size_t in_left = octets.size();
    const auto* in = reinterpret_cast<const std::uint8_t*>(octets.data());
    std::size_t out_left = space.size();
    auto* target = reinterpret_cast<std::uint8_t*>(space.data());
    const BrotliDecoderResult result =
        BrotliDecoderDecompressStream(state_, &in_left, &in, &out_left, &target, nullptr);
    octets.remove_prefix(octets.size() - in_left);
    space.use(space.size() - out_left);
    return result;
  }

  BrotliDecoderState* state_;
};

class ZstdDecompressor final : public Decompressor {
 public:
  ZstdDecompressor() : context_(ZSTD_createDCtx()) {
    if (context_ == nullptr) throw std::bad_alloc();
    // RFC 9659: no more window than 8 MiB for HTTP.
    ZSTD_DCtx_setParameter(context_, ZSTD_d_windowLogMax, 23);
  }
  ZstdDecompressor(const ZstdDecompressor&) = delete;
  ZstdDecompressor& operator=(const ZstdDecompressor&) = delete;
  ~ZstdDecompressor() override { ZSTD_freeDCtx(context_); }

  State run(std::string_view& octets, std::string& out, std::size_t most) override {
    while (true) {
      const std::size_t before = out.size();
      const std::size_t input = octets.size();
      const std::size_t result = step(octets, out, most);
      if (ZSTD_isError(result) != 0) return State::malformed;
      // A frame is complete; another one may follow.
      if (result == 0 && octets.empty()) return State::ended;
      if (out.size() == most) return State::full;
      if (out.size() == before && octets.empty()) return State::goes_on;
      if (out.size() == before && octets.size() == input) return State::malformed;
    }
  }

 private:
  std::size_t step(std::string_view& octets, std::string& out, std::size_t most) {
    Space space(out, most);
    ZSTD_inBuffer in{octets.data(), octets.size(), 0};
    ZSTD_outBuffer target{space.data(), space.size(), 0};
    const std::size_t result = ZSTD_decompressStream(context_, &target, &in);
    octets.remove_prefix(in.pos);
    space.use(target.pos);
    return result;
  }

  ZSTD_DCtx* context_;
};

}  // namespace

std::unique_ptr<Decompressor> make_decompressor(std::string_view coding) {
  if (coding == "gzip" || coding == "x-gzip") return std::make_unique<ZlibDecompressor>(true);
  if (coding == "deflate") return std::make_unique<ZlibDecompressor>(false);
  if (coding == "br") return std::make_unique<BrotliDecompressor>();
  if (coding == "zstd") return std::make_unique<ZstdDecompressor>();
  return nullptr;
}

}  // namespace talaria::middleware
