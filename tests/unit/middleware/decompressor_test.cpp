#include "middleware/decompressor.hpp"

#include "middleware/compressor.hpp"

#include <memory>
#include <string>
#include <zlib.h>

#include <gtest/gtest.h>

namespace talaria::middleware {
namespace {

using State = Decompressor::State;

std::string packed(ContentCoding coding, const std::string& text) {
  std::string out;
  make_compressor(coding, 3)->finish(text, out);
  return out;
}

struct Outcome {
  State state = State::goes_on;
  std::string text;
};

Outcome run(std::string_view coding, std::string_view octets, std::size_t piece, std::size_t most = 1 << 20) {
  const auto decompressor = make_decompressor(coding);
  Outcome out;
  while (!octets.empty() && out.state != State::malformed && out.state != State::full) {
    // In a block of exactly that size, so that a sanitizer sees who reads on.
    const std::string block(octets.substr(0, piece));
    const std::unique_ptr<char[]> exact(new char[block.size()]);
    block.copy(exact.get(), block.size());
    std::string_view rest(exact.get(), block.size());
    out.state = decompressor->run(rest, out.text, most);
    EXPECT_LE(out.text.size(), most);
    octets.remove_prefix(block.size());
  }
  return out;
}

const std::string text = [] {
  std::string out;
  for (int i = 0; i < 20'000; ++i) out += std::to_string(i * i) + ' ';
  return out;
}();

struct Coding {
  const char* name;
  ContentCoding coding;
};

TEST(Decompressor, UnpacksWhatCompressorsMake) {
  for (const auto& [name, coding] :
       {Coding{"gzip", ContentCoding::gzip}, {"br", ContentCoding::br}, {"zstd", ContentCoding::zstd}}) {
    const std::string octets = packed(coding, text);
    for (const std::size_t piece : {octets.size(), std::size_t{1000}, std::size_t{1}}) {
      const Outcome outcome = run(name, octets, piece);
      EXPECT_EQ(outcome.state, State::ended) << name << piece;
      EXPECT_EQ(outcome.text, text) << name << piece;
    }
    EXPECT_EQ(run(name, packed(coding, ""), 100).state, State::ended) << name;
    EXPECT_EQ(run(name, octets.substr(0, octets.size() - 1), 1000).state, State::goes_on) << name;
  }
}

TEST(Decompressor, StopsAtTheLimit) {
  for (const auto& [name, coding] :
       {Coding{"gzip", ContentCoding::gzip}, {"br", ContentCoding::br}, {"zstd", ContentCoding::zstd}}) {
    const std::string octets = packed(coding, std::string(1 << 22, 'x'));
    for (const std::size_t piece : {octets.size(), std::size_t{1}}) {
      const Outcome outcome = run(name, octets, piece, 100'000);
      EXPECT_EQ(outcome.state, State::full) << name;
      EXPECT_EQ(outcome.text, std::string(100'000, 'x')) << name;
    }
  }
}

TEST(Decompressor, RefusesWhatIsNotCompressed) {
  for (const char* name : {"gzip", "deflate", "br", "zstd"}) {
    EXPECT_EQ(run(name, "{\"name\": \"this is JSON\"}", 100).state, State::malformed) << name;
  }
  for (const auto& [name, coding] :
       {Coding{"br", ContentCoding::br}, {"zstd", ContentCoding::zstd}, {"gzip", ContentCoding::gzip}}) {
    EXPECT_NE(run(name, packed(coding, text) + "behind", 1 << 20).state, State::ended) << name;
  }
  std::string broken = packed(ContentCoding::gzip, text);
  broken[broken.size() - 5] = static_cast<char>(broken[broken.size() - 5] ^ 1);
  EXPECT_EQ(run("gzip", broken, 1 << 20).state, State::malformed) << "the checksum";
}

TEST(Decompressor, KnowsFilesOfSeveralMembersAndZlib) {
  EXPECT_EQ(run("gzip", packed(ContentCoding::gzip, "one ") + packed(ContentCoding::gzip, "two"), 7).text, "one two");
  EXPECT_EQ(run("x-gzip", packed(ContentCoding::gzip, "x"), 100).text, "x");
  std::string zlib(100, '\0');
  uLongf size = zlib.size();
  ::compress(reinterpret_cast<Bytef*>(zlib.data()), &size, reinterpret_cast<const Bytef*>("text"), 4);
  EXPECT_EQ(run("deflate", std::string_view(zlib).substr(0, size), 1).text, "text");
  EXPECT_EQ(make_decompressor("compress"), nullptr);
  EXPECT_EQ(make_decompressor(""), nullptr);
}

}  // namespace
}  // namespace talaria::middleware
