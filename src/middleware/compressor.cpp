#include "middleware/compressor.hpp"

#include <brotli/encode.h>
#include <stdexcept>
#include <zlib.h>
#include <zstd.h>

namespace talaria::middleware {

namespace {

constexpr std::size_t block = 16 * 1024;

// Makes room for `block` more octets behind what `out` holds, lets `write` fill some of it, and cuts off the rest.
template <class Write>
void append_block(std::string& out, Write write) {
  const std::size_t before = out.size();
  out.resize(before + block);
  const std::size_t written = write(out.data() + before, block);
  out.resize(before + written);
}

class Gzip final : public Compressor {
 public:
  explicit Gzip(int level) {
    constexpr int gzip_format = 16;
    constexpr int memory = 8;
    if (deflateInit2(&stream_, level, Z_DEFLATED, gzip_format + MAX_WBITS, memory, Z_DEFAULT_STRATEGY) != Z_OK) {
      throw std::runtime_error("zlib does not start");
    }
  }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;
  ~Gzip() override { deflateEnd(&stream_); }

  void flush(std::string_view octets, std::string& out) override { run(octets, out, Z_SYNC_FLUSH); }
  void finish(std::string_view octets, std::string& out) override { run(octets, out, Z_FINISH); }

 private:
  void run(std::string_view octets, std::string& out, int mode) {
    // zlib counts in 32 bits.
    constexpr std::size_t most = std::size_t{1} << 30;
    while (octets.size() > most) {
      feed(octets.substr(0, most), out, Z_NO_FLUSH);
      octets.remove_prefix(most);
    }
    feed(octets, out, mode);
  }

  void feed(std::string_view octets, std::string& out, int mode) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(octets.data()));
    stream_.avail_in = static_cast<uInt>(octets.size());
    do {
      append_block(out, [&](char* to, std::size_t room) {
        stream_.next_out = reinterpret_cast<Bytef*>(to);
        stream_.avail_out = static_cast<uInt>(room);
        if (deflate(&stream_, mode) == Z_STREAM_ERROR) throw std::runtime_error("zlib failed");
        return room - stream_.avail_out;
      });
    } while (stream_.avail_out == 0);
  }

  z_stream stream_{};
};

class Brotli final : public Compressor {
 public:
  explicit Brotli(int level) : state_(BrotliEncoderCreateInstance(nullptr, nullptr, nullptr)) {
    if (state_ == nullptr) throw std::runtime_error("Brotli does not start");
    BrotliEncoderSetParameter(state_, BROTLI_PARAM_QUALITY, static_cast<std::uint32_t>(level));
    // What a response needs; the largest window takes 16 MiB for each client.
    BrotliEncoderSetParameter(state_, BROTLI_PARAM_LGWIN, 19);
  }
  Brotli(const Brotli&) = delete;
  Brotli& operator=(const Brotli&) = delete;
  ~Brotli() override { BrotliEncoderDestroyInstance(state_); }

  void flush(std::string_view octets, std::string& out) override { run(octets, out, BROTLI_OPERATION_FLUSH); }
  void finish(std::string_view octets, std::string& out) override { run(octets, out, BROTLI_OPERATION_FINISH); }

 private:
  void run(std::string_view octets, std::string& out, BrotliEncoderOperation operation) {
    const auto* in = reinterpret_cast<const std::uint8_t*>(octets.data());
    std::size_t left = octets.size();
    do {
      append_block(out, [&](char* to, std::size_t room) {
        auto* next = reinterpret_cast<std::uint8_t*>(to);
        std::size_t free = room;
        if (!BrotliEncoderCompressStream(state_, operation, &left, &in, &free, &next, nullptr)) {
          throw std::runtime_error("Brotli failed");
        }
        return room - free;
      });
    } while (left > 0 || BrotliEncoderHasMoreOutput(state_));
  }

  BrotliEncoderState* state_;
};

class Zstandard final : public Compressor {
 public:
  explicit Zstandard(int level) : context_(ZSTD_createCCtx()) {
    if (context_ == nullptr) throw std::runtime_error("Zstandard does not start");
    ZSTD_CCtx_setParameter(context_, ZSTD_c_compressionLevel, level);
    // Clients need not take windows beyond 8 MiB (RFC 9659).
    ZSTD_CCtx_setParameter(context_, ZSTD_c_windowLog, 19);
  }
  Zstandard(const Zstandard&) = delete;
  Zstandard& operator=(const Zstandard&) = delete;
  ~Zstandard() override { ZSTD_freeCCtx(context_); }

  void flush(std::string_view octets, std::string& out) override { run(octets, out, ZSTD_e_flush); }
  void finish(std::string_view octets, std::string& out) override { run(octets, out, ZSTD_e_end); }

 private:
  void run(std::string_view octets, std::string& out, ZSTD_EndDirective directive) {
    ZSTD_inBuffer in{octets.data(), octets.size(), 0};
    std::size_t left = 0;
    do {
      append_block(out, [&](char* to, std::size_t room) {
        ZSTD_outBuffer target{to, room, 0};
        left = ZSTD_compressStream2(context_, &target, &in, directive);
        if (ZSTD_isError(left)) throw std::runtime_error("Zstandard failed");
        return target.pos;
      });
    } while (left > 0);
  }

  ZSTD_CCtx* context_;
};

}  // namespace

std::unique_ptr<Compressor> make_compressor(ContentCoding coding, int level) {
  switch (coding) {
    case ContentCoding::zstd:
      return std::make_unique<Zstandard>(level);
    case ContentCoding::br:
      return std::make_unique<Brotli>(level);
    case ContentCoding::gzip:
      break;
  }
  return std::make_unique<Gzip>(level);
}

}  // namespace talaria::middleware
