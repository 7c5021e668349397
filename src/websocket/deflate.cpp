#include "websocket/deflate.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <utility>
#include <zlib.h>

#include <talaria/base/strings.hpp>

namespace talaria::websocket {

namespace {

constexpr std::string_view message_end("\x00\x00\xff\xff", 4);
constexpr std::size_t block = 16 * 1024;
// zlib cannot write raw deflate with the smallest window of RFC 7692, 8 bits.
constexpr int least_written_bits = 9;

Bytef* bytes(std::string_view octets) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(octets.data()));
}

// The part of `list` in front of `separator`, which is taken away; quotes are looked through.
std::string_view take_item(std::string_view& list, char separator) {
  bool quoted = false;
  std::size_t i = 0;
  for (; i < list.size(); ++i) {
    if (list[i] == '"') quoted = !quoted;
    if (list[i] == separator && !quoted) break;
  }
  const std::string_view item = base::trim(list.substr(0, i));
  list.remove_prefix(std::min(i + 1, list.size()));
  return item;
}

// 8 to 15 without leading zeros (section 7.1.2), or nothing.
std::optional<int> window_bits(std::string_view value) {
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
  if (value == "8" || value == "9") return value[0] - '0';
  if (value.size() == 2 && value[0] == '1' && value[1] >= '0' && value[1] <= '5') return 10 + (value[1] - '0');
  return std::nullopt;
}

// One offer's parameters, read one after the other.
class Offer {
 public:
  bool take(std::string_view parameter) {
    const std::size_t equals = parameter.find('=');
    const std::string_view name = base::trim(parameter.substr(0, equals));
    const std::optional<std::string_view> value =
        equals == std::string_view::npos ? std::nullopt : std::optional(base::trim(parameter.substr(equals + 1)));
    if (base::iequals(name, "server_no_context_takeover")) return !value && !std::exchange(server_alone_, true);
    if (base::iequals(name, "client_no_context_takeover")) {
      return !value && !std::exchange(agreement.client_no_context_takeover, true);
    }
    if (base::iequals(name, "client_max_window_bits")) {
      // Without a value it says that the client can be told a size; there is no need to.
      return !std::exchange(client_bits_, true) && (!value || window_bits(*value));
    }
    if (!base::iequals(name, "server_max_window_bits") || !value || agreement.tells_server_bits) return false;
    const auto bits = window_bits(*value);
    if (!bits || *bits < least_written_bits) return false;
    agreement.server_max_window_bits = *bits;
    agreement.tells_server_bits = true;
    return true;
  }

  DeflateAgreement agreement;

 private:
  bool server_alone_ = false;
  bool client_bits_ = false;
};

std::optional<DeflateAgreement> read_offer(std::string_view item) {
  if (!base::iequals(take_item(item, ';'), "permessage-deflate")) return std::nullopt;
  Offer offer;
  while (!item.empty()) {
    if (!offer.take(take_item(item, ';'))) return std::nullopt;
  }
  return offer.agreement;
}

// One for each thread and window, as no message depends on another.
z_stream& deflater(int bits) {
  struct Streams {
    std::array<z_stream, 16> streams{};
    std::array<bool, 16> made{};
    ~Streams() {
      for (std::size_t i = 0; i < streams.size(); ++i) {
        if (made[i]) deflateEnd(&streams[i]);
      }
    }
  };
  thread_local Streams all;
  const auto at = static_cast<std::size_t>(bits);
  z_stream& stream = all.streams[at];
  if (!all.made[at]) {
    constexpr int memory = 8;
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -bits, memory, Z_DEFAULT_STRATEGY) != Z_OK) {
      throw std::bad_alloc();
    }
    all.made[at] = true;
  }
  deflateReset(&stream);
  return stream;
}

}  // namespace

std::optional<DeflateAgreement> agree_on_deflate(std::span<const std::string_view> offers) {
  for (std::string_view value : offers) {
    while (!value.empty()) {
      if (const auto agreement = read_offer(take_item(value, ','))) return agreement;
    }
  }
  return std::nullopt;
}

std::string deflate_answer(const DeflateAgreement& agreement) {
  std::string answer = "permessage-deflate; server_no_context_takeover";
  if (agreement.client_no_context_takeover) answer += "; client_no_context_takeover";
  if (agreement.tells_server_bits) {
    answer += "; server_max_window_bits=" + std::to_string(agreement.server_max_window_bits);
  }
  return answer;
}

std::string deflate_message(std::string_view content, int window_bits) {
  z_stream& stream = deflater(window_bits);
  std::string out;
  // zlib counts in 32 bits.
  constexpr std::size_t most = std::size_t{1} << 30;
  do {
    const std::string_view piece = content.substr(0, most);
    content.remove_prefix(piece.size());
    stream.next_in = bytes(piece);
    stream.avail_in = static_cast<uInt>(piece.size());
    do {
      const std::size_t before = out.size();
      out.resize(before + std::max(block, piece.size() / 4));
      stream.next_out = bytes(std::string_view(out).substr(before));
      stream.avail_out = static_cast<uInt>(out.size() - before);
      deflate(&stream, content.empty() ? Z_SYNC_FLUSH : Z_NO_FLUSH);
      out.resize(out.size() - stream.avail_out);
    } while (stream.avail_out == 0);
  } while (!content.empty());
  out.resize(out.size() - message_end.size());
  // An empty message is one empty block (section 7.2.3.6).
  if (out.empty()) out.push_back('\0');
  return out;
}

struct Inflater::Stream {
  explicit Stream(int bits) {
    if (inflateInit2(&state, -bits) != Z_OK) throw std::bad_alloc();
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { inflateEnd(&state); }

  z_stream state{};
};

Inflater::Inflater(const DeflateAgreement& agreement) : agreement_(agreement) {}
Inflater::~Inflater() = default;

Inflater::Outcome Inflater::feed(std::string_view octets, bool last, std::size_t limit, std::string& out) {
  if (!stream_) stream_ = std::make_unique<Stream>(agreement_.client_max_window_bits);
  Outcome outcome = run(octets, limit, out);
  if (outcome == Outcome::good && last) {
    outcome = run(message_end, limit, out);
    if (agreement_.client_no_context_takeover) stream_.reset();
  }
  return outcome;
}

Inflater::Outcome Inflater::run(std::string_view octets, std::size_t limit, std::string& out) {
  z_stream& state = stream_->state;
  state.next_in = bytes(octets);
  state.avail_in = static_cast<uInt>(octets.size());
  while (true) {
    // One octet beyond the limit shows that there is more.
    const std::size_t room = std::min(block, limit - out.size() + 1);
    const std::size_t before = out.size();
    out.resize(before + room);
    state.next_out = bytes(std::string_view(out).substr(before));
    state.avail_out = static_cast<uInt>(room);
    const int status = inflate(&state, Z_SYNC_FLUSH);
    out.resize(out.size() - state.avail_out);
    if (out.size() > limit) return Outcome::too_large;
    if (status == Z_STREAM_END) {
      // A block that calls itself the last one; others may follow (section 7.2.3.4).
      inflateReset(&state);
      if (state.avail_in == 0) return Outcome::good;
      continue;
    }
    if (status != Z_OK && status != Z_BUF_ERROR) return Outcome::damaged;
    if (state.avail_out > 0) return Outcome::good;
  }
}

}  // namespace talaria::websocket
