#include "server/h2/session.hpp"

#include "frames.hpp"

#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace talaria::server::h2 {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using namespace std::string_literals;

std::string repeat(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::size_t content_size(const std::vector<Frame>& frames, std::uint32_t stream) {
  std::size_t size = 0;
  for (const Frame& one : frames) size += one.type == type_data && one.stream == stream ? one.payload.size() : 0;
  return size;
}

std::size_t count(const std::vector<Frame>& frames, const std::string& name) {
  const auto names = names_of(frames);
  return static_cast<std::size_t>(std::count(names.begin(), names.end(), name));
}

TEST(Session, SaysItsLimitsFirst) {
  SessionPair pair;
  const auto frames = pair.open();
  ASSERT_FALSE(frames.empty());
  ASSERT_EQ(frames[0].type, type_settings);
  EXPECT_EQ(frames[0].payload, number(3, 2) + number(100, 4) + number(4, 2) + number(256 * 1024, 4) + number(6, 2) +
                                   number(64 * 1024, 4) + number(9, 2) + number(1, 4));
  EXPECT_THAT(names_of(frames), Contains("WINDOW_UPDATE 0"));
  EXPECT_TRUE(pair.session().is_open());
}

TEST(Session, GivesOutRequestsAndTakesResponses) {
  SessionPair pair;
  pair.open();
  const auto frames = pair.send(get(1, "/a?b"));
  EXPECT_THAT(names_of(frames), ElementsAre("HEADERS 1 200", "DATA 1 end"));
  EXPECT_EQ(frames[1].payload, "answer");
  EXPECT_EQ(pair.seen[1].method, "GET");
  EXPECT_EQ(pair.seen[1].target, "/a?b");
  EXPECT_TRUE(pair.seen[1].closed);
  EXPECT_EQ(pair.session().streams(), 0u);
}

TEST(Session, AResponseWithoutContentIsOneFrame) {
  SessionPair pair;
  pair.answer.clear();
  pair.open();
  EXPECT_THAT(names_of(pair.send(get(1))), ElementsAre("HEADERS 1 200 end"));
}

TEST(Session, InterimResponse) {
  SessionPair pair;
  pair.waits = true;
  pair.open();
  pair.send(post(1));
  pair.session().send_continue(*pair.seen[1].stream);
  EXPECT_THAT(names_of(pair.receive()), ElementsAre("HEADERS 1 100"));
  pair.waits = false;
  EXPECT_THAT(names_of(pair.send(data(1, "x", end_stream))), ElementsAre("HEADERS 1 200", "DATA 1 end"));
}

TEST(Session, ContentInPieces) {
  SessionPair pair;
  pair.open();
  pair.send(post(1) + data(1, "abc"));
  EXPECT_EQ(pair.seen[1].content, "abc");
  EXPECT_FALSE(pair.seen[1].ended);
  pair.send(data(1, "def") + headers(1, {{"x-sum", "1"}}));
  EXPECT_EQ(pair.seen[1].content, "abcdef");
  EXPECT_TRUE(pair.seen[1].ended);
}

TEST(Session, WhatIsLeftOfARequestIsNotWantedAfterTheAnswer) {
  SessionPair pair;
  pair.waits = true;
  pair.open();
  pair.send(post(1));
  pair.answer_now(*pair.seen[1].stream);
  EXPECT_THAT(names_of(pair.receive()), ElementsAre("HEADERS 1 200", "DATA 1 end", "RST_STREAM 1 NO_ERROR"));
  EXPECT_TRUE(pair.seen[1].closed);
  // What was on its way is no fault.
  EXPECT_THAT(names_of(pair.send(data(1, "late", end_stream) + ping())), ElementsAre("PING ack"));
}

// --- windows

TEST(Session, TheClientsWindowStopsTheContent) {
  SessionPair pair;
  pair.answer = std::string(100'000, 'x');
  pair.open(std::string(client_preface) + settings({{4, 1000}}));
  auto frames = pair.send(get(1));
  EXPECT_EQ(content_size(frames, 1), 1000u);
  EXPECT_TRUE(pair.session().is_stalled(*pair.seen[1].stream));
  EXPECT_FALSE(pair.session().wants_to_send());
  frames = pair.send(window_update(1, 500));
  EXPECT_EQ(content_size(frames, 1), 500u);
  // Now that of the connection is the narrower one.
  frames = pair.send(window_update(1, 1'000'000));
  EXPECT_EQ(content_size(frames, 1), 65'535u - 1500);
  EXPECT_TRUE(pair.session().is_stalled(*pair.seen[1].stream));
  frames = pair.send(window_update(0, 1'000'000));
  EXPECT_EQ(content_size(frames, 1), 100'000u - 65'535);
  EXPECT_TRUE(pair.seen[1].closed);
}

TEST(Session, SettingsChangeTheWindowOfOpenStreams) {
  SessionPair pair;
  pair.answer = std::string(3000, 'x');
  pair.open(std::string(client_preface) + settings({{4, 1000}}));
  EXPECT_EQ(content_size(pair.send(get(1)), 1), 1000u);
  // Less than what is out already: the window is negative.
  EXPECT_EQ(content_size(pair.send(settings({{4, 500}}) + window_update(1, 400)), 1), 0u);
  EXPECT_EQ(content_size(pair.send(window_update(1, 200)), 1), 100u);
  EXPECT_EQ(content_size(pair.send(settings({{4, 10'000}})), 1), 1900u);
}

TEST(Session, ManyStreamsShareTheWindowInTurn) {
  SessionPair pair;
  pair.answer = std::string(60'000, 'x');
  pair.open();
  const auto frames = pair.send(get(1) + get(3) + get(5));
  EXPECT_GT(content_size(frames, 1), 16'000u);
  EXPECT_GT(content_size(frames, 3), 16'000u);
  EXPECT_GT(content_size(frames, 5), 16'000u);
}

TEST(Session, ContentThatNobodyTakesStopsTheClient) {
  Limits limits;
  limits.http2.stream_window = 10'000;
  SessionPair pair(limits);
  pair.reads = false;
  pair.waits = true;
  pair.open();
  pair.send(settings_ack());
  EXPECT_THAT(pair.send(post(1) + data(1, std::string(10'000, 'x'))), IsEmpty());
  EXPECT_THAT(names_of(pair.send(data(1, "x"))), Contains("RST_STREAM 1 FLOW_CONTROL_ERROR"));
}

TEST(Session, ContentThatWasTakenLetsTheClientGoOn) {
  Limits limits;
  limits.http2.stream_window = 10'000;
  SessionPair pair(limits);
  pair.reads = false;
  pair.open();
  pair.send(settings_ack() + post(1) + data(1, std::string(10'000, 'x')));
  Stream& stream = *pair.seen[1].stream;
  EXPECT_EQ(pair.session().take_content(stream).size(), 10'000u);
  EXPECT_THAT(pair.receive(), IsEmpty());
  pair.session().consume(stream, 10'000);
  const auto frames = pair.receive();
  ASSERT_THAT(names_of(frames), ElementsAre("WINDOW_UPDATE 1"));
  EXPECT_EQ(read_number(frames[0].payload), 10'000u);
}

TEST(Session, WhatNobodyTookGoesBackToTheWindowOfTheConnection) {
  Limits limits;
  limits.http2.connection_window = 70'000;
  SessionPair pair(limits);
  pair.reads = false;
  pair.waits = true;
  pair.open();
  pair.send(settings_ack());
  std::uint32_t sent = 0;
  for (std::uint32_t id = 1; id < 21; id += 2) {
    pair.send(post(id) + repeat(data(id, std::string(10'000, 'x')), 2));
    pair.session().discard_content(*pair.seen[static_cast<std::int32_t>(id)].stream);
    sent += 20'000;
    EXPECT_THAT(names_of(pair.send(rst_stream(id, 8))), Not(Contains(testing::HasSubstr("GOAWAY"))));
  }
  EXPECT_GT(sent, 70'000u);
  EXPECT_THAT(names_of(pair.send(ping())), ElementsAre("PING ack"));
}

TEST(Session, PaddingCountsForTheWindow) {
  Limits limits;
  limits.http2.stream_window = 1000;
  SessionPair pair(limits);
  pair.waits = true;
  pair.open();
  pair.send(settings_ack() + post(1));
  const std::string padding = frame(type_data, padded, 1, "\xff"s + std::string(255, '\0'));
  // Nobody has to take it: the client gets it back.
  for (int i = 0; i < 10; ++i) {
    EXPECT_THAT(names_of(pair.send(padding)), Not(Contains(testing::HasSubstr("ERROR"))));
  }
}

// --- limits

TEST(Session, MoreStreamsAreRefused) {
  Limits limits;
  limits.http2.concurrent_streams = 2;
  SessionPair pair(limits);
  pair.waits = true;
  pair.open();
  EXPECT_THAT(names_of(pair.send(get(1) + get(3) + get(5))), ElementsAre("RST_STREAM 5 REFUSED_STREAM"));
  EXPECT_EQ(pair.session().streams(), 2u);
  pair.answer_now(*pair.seen[1].stream);
  pair.receive();
  pair.waits = false;
  EXPECT_THAT(names_of(pair.send(get(7))), ElementsAre("HEADERS 7 200", "DATA 7 end"));
}

TEST(Session, StreamsThatNobodyHasReleasedCount) {
  Limits limits;
  limits.http2.concurrent_streams = 2;
  Session session(limits);
  FrameReader reader;
  session.feed(opening() + get(1) + get(3) + rst_stream(1, 8) + rst_stream(3, 8), {});
  // Both handlers still run.
  EXPECT_EQ(session.streams(), 2u);
  session.feed(get(5), {});
  OutputBuffer out;
  session.take(out, 64 * 1024);
  EXPECT_THAT(names_of(reader.read({out.data(), out.size()})), Contains("RST_STREAM 5 REFUSED_STREAM"));
  while (Stream* const stream = session.next_ready()) session.release(*stream).reset();
  session.feed(get(7), {});
  EXPECT_EQ(session.streams(), 1u);
}

TEST(Session, AHeaderListThatIsTooLargeIsAnswered) {
  Limits limits;
  limits.http2.header_list = 1000;
  SessionPair pair(limits);
  pair.open();
  EXPECT_THAT(names_of(pair.send(headers(1, with(request_fields(), {{"x", std::string(1000, 'x')}})))),
              ElementsAre("HEADERS 1 431", "DATA 1 end"));
  EXPECT_EQ(pair.seen[1].error, 431);
}

TEST(Session, AnHpackBombIsOnlyCounted) {
  SessionPair pair;
  pair.open();
  // One entry of 4000 octets in the table, and then a reference to it in each octet.
  std::string fields = block(request_fields());
  fields += "\x40\x01x\x7f\xa1\x1e" + std::string(4000, 'y') + std::string(8000, '\xbe');
  EXPECT_THAT(names_of(pair.send(frame(type_headers, end_headers | end_stream, 1, fields))),
              ElementsAre("HEADERS 1 431", "DATA 1 end"));
}

TEST(Session, ContinuationsHaveAnEnd) {
  SessionPair pair;
  pair.open();
  const std::string octets = block(request_fields());
  const std::string begin = frame(type_headers, end_stream, 1, octets);
  EXPECT_THAT(names_of(pair.send(begin + repeat(frame(type_continuation, 0, 1, field("x", "y")), 7) +
                                 frame(type_continuation, end_headers, 1))),
              ElementsAre("HEADERS 1 200", "DATA 1 end"));
  EXPECT_THAT(names_of(pair.send(frame(type_headers, end_stream, 3, octets) +
                                 repeat(frame(type_continuation, 0, 3, field("x", "y")), 9))),
              Contains("GOAWAY ENHANCE_YOUR_CALM"));
  EXPECT_TRUE(pair.session().is_over());
}

TEST(Session, EmptyContinuationsToo) {
  SessionPair pair;
  pair.open();
  EXPECT_THAT(names_of(pair.send(frame(type_headers, end_stream, 1) + repeat(frame(type_continuation, 0, 1), 100'000))),
              ElementsAre("GOAWAY ENHANCE_YOUR_CALM"));
}

TEST(Session, TrailersHaveALimit) {
  Limits limits;
  limits.trailer_fields = 3;
  SessionPair pair(limits);
  pair.open();
  const Fields trailers{{"a", "1"}, {"b", "2"}, {"c", "3"}, {"d", "4"}};
  EXPECT_THAT(names_of(pair.send(post(1) + headers(1, trailers))), Contains("RST_STREAM 1 ENHANCE_YOUR_CALM"));
}

// --- floods

struct Flood {
  std::string name;
  std::function<std::string(std::uint32_t)> one;  // the n-th
  std::size_t allowed;
};

void PrintTo(const Flood& flood, std::ostream* out) {
  *out << flood.name;
}

Limits tight_limits() {
  Limits limits;
  limits.http2.resets = 20;
  limits.http2.control_frames = 30;
  limits.http2.idle_frames = 40;
  return limits;
}

const std::vector<Flood> floods{
    {"rapid_reset", [](std::uint32_t n) { return get(2 * n + 3) + rst_stream(2 * n + 3, 8); }, 20},
    {"made_to_reset", [](std::uint32_t n) { return post(2 * n + 3) + window_update(2 * n + 3, 0x7fffffff); }, 20},
    {"malformed_requests", [](std::uint32_t n) { return headers(2 * n + 3, {{":method", "GET"}}); }, 20},
    {"ping", [](std::uint32_t) { return ping(); }, 29},
    {"settings", [](std::uint32_t) { return settings({{4, 65'535}}); }, 29},
    {"empty_data", [](std::uint32_t) { return data(1, ""); }, 40},
    {"priority", [](std::uint32_t n) { return frame(type_priority, 0, 2 * n + 3, number(0, 4) + "\x10"); }, 40},
    {"tiny_window_updates", [](std::uint32_t) { return window_update(1, 1); }, 40},
};

class SessionFlood : public testing::TestWithParam<Flood> {};

TEST_P(SessionFlood, EndsTheConnection) {
  SessionPair pair(tight_limits());
  pair.waits = true;
  pair.open(opening() + post(1));
  std::uint32_t n = 0;
  for (; n < GetParam().allowed; ++n) {
    ASSERT_EQ(count(pair.send(GetParam().one(n)), "GOAWAY ENHANCE_YOUR_CALM"), 0u) << n;
  }
  // What the server resets counts when it is sent, a turn later.
  const auto frames = pair.send(GetParam().one(n) + GetParam().one(n + 1));
  EXPECT_THAT(names_of(frames), Contains("GOAWAY ENHANCE_YOUR_CALM"));
  EXPECT_THAT(pair.send(ping()), IsEmpty());
  EXPECT_TRUE(pair.session().is_over());
}

TEST_P(SessionFlood, IsNoneWhenItTakesItsTime) {
  SessionPair pair(tight_limits());
  pair.waits = true;
  pair.open(opening() + post(1));
  for (std::uint32_t n = 0; n < 3 * GetParam().allowed; ++n) {
    pair.now += std::chrono::seconds{2};
    ASSERT_EQ(count(pair.send(GetParam().one(n)), "GOAWAY ENHANCE_YOUR_CALM"), 0u) << n;
  }
}

TEST_P(SessionFlood, InOnePieceOfAMegabyte) {
  SessionPair pair;
  pair.waits = true;
  pair.open(opening() + post(1));
  std::string octets;
  for (std::uint32_t n = 0; octets.size() < 1024 * 1024; ++n) octets += GetParam().one(n);
  EXPECT_THAT(names_of(pair.send(octets, 16 * 1024)), Contains("GOAWAY ENHANCE_YOUR_CALM"));
  EXPECT_TRUE(pair.session().is_over());
  EXPECT_LE(pair.session().streams(), 101u);
}

INSTANTIATE_TEST_SUITE_P(Floods, SessionFlood, testing::ValuesIn(floods),
                         [](const auto& info) { return info.param.name; });

// --- ends

TEST(Session, AClientThatTakesARequestBack) {
  SessionPair pair;
  pair.waits = true;
  pair.open(opening() + post(1));
  EXPECT_THAT(pair.send(rst_stream(1, 8)), IsEmpty());
  EXPECT_TRUE(pair.seen[1].closed);
  EXPECT_EQ(pair.seen[1].code, 8u);
  EXPECT_EQ(pair.session().streams(), 0u);
}

TEST(Session, AResetInTheMiddleOfTheContent) {
  SessionPair pair;
  pair.answer = std::string(200'000, 'x');
  pair.open();
  EXPECT_EQ(content_size(pair.send(get(1)), 1), 65'535u);
  pair.session().reset(*pair.seen[1].stream, ErrorCode::internal_error);
  EXPECT_THAT(names_of(pair.receive()), ElementsAre("RST_STREAM 1 INTERNAL_ERROR"));
  EXPECT_TRUE(pair.seen[1].closed);
  EXPECT_THAT(pair.send(window_update(0, 100'000)), IsEmpty());
}

TEST(Session, AnnouncesItsEnd) {
  SessionPair pair;
  pair.waits = true;
  pair.open(opening() + get(1));
  pair.session().announce_shutdown();
  auto frames = pair.receive();
  ASSERT_THAT(names_of(frames), ElementsAre("GOAWAY NO_ERROR"));
  EXPECT_EQ(read_number(frames[0].payload.substr(0, 4)), 0x7fffffffu);
  // What the client had sent before it heard of it.
  pair.send(get(3));
  EXPECT_EQ(pair.seen.count(3), 1u);
  pair.session().shut_down();
  frames = pair.receive();
  ASSERT_THAT(names_of(frames), ElementsAre("GOAWAY NO_ERROR"));
  EXPECT_EQ(read_number(frames[0].payload.substr(0, 4)), 3u);
  pair.send(get(5));
  EXPECT_EQ(pair.seen.count(5), 0u);
  EXPECT_FALSE(pair.session().is_over());
  pair.answer_now(*pair.seen[1].stream);
  pair.answer_now(*pair.seen[3].stream);
  EXPECT_THAT(names_of(pair.receive()), Contains("DATA 3 end"));
  EXPECT_TRUE(pair.session().is_over());
}

TEST(Session, EndsWhenTheClientSaysSo) {
  SessionPair pair;
  pair.waits = true;
  pair.open(opening() + get(1) + frame(type_goaway, 0, 0, number(0, 8)));
  EXPECT_FALSE(pair.session().is_over());
  pair.answer_now(*pair.seen[1].stream);
  pair.receive();
  EXPECT_TRUE(pair.session().is_over());
}

TEST(Session, PingsAreCounted) {
  SessionPair pair;
  pair.open();
  pair.session().send_ping();
  const auto frames = pair.receive();
  ASSERT_THAT(names_of(frames), ElementsAre("PING"));
  EXPECT_EQ(pair.session().pongs(), 0u);
  pair.send(ping(frames[0].payload, ack));
  EXPECT_EQ(pair.session().pongs(), 1u);
}

TEST(Session, AbandonedStreamsAreClosed) {
  SessionPair pair;
  pair.waits = true;
  pair.open(opening() + get(1) + post(3));
  pair.session().abandon();
  EXPECT_THAT(pair.receive(), IsEmpty());
  EXPECT_TRUE(pair.session().is_over());
  int closed = 0;
  while (Stream* const stream = pair.session().next_ready()) {
    EXPECT_TRUE(stream->closed);
    pair.session().release(*stream).reset();
    ++closed;
  }
  EXPECT_EQ(closed, 2);
}

TEST(Session, KnowsWhenAHeaderSectionIsIncomplete) {
  SessionPair pair;
  pair.open();
  EXPECT_EQ(pair.session().reads_head(), 0);
  const std::string octets = block(request_fields());
  pair.send(frame(type_headers, end_stream, 1, octets.substr(0, 9)));
  EXPECT_EQ(pair.session().reads_head(), 1);
  pair.send(frame(type_continuation, end_headers, 1, octets.substr(9)));
  EXPECT_EQ(pair.session().reads_head(), 0);
  EXPECT_TRUE(pair.seen[1].answered);
}

TEST(Session, FramesWaitForRoom) {
  SessionPair pair;
  pair.waits = true;
  pair.open(opening() + get(1) + get(3));
  pair.answer = std::string(30'000, 'x');
  pair.answer_now(*pair.seen[1].stream);
  OutputBuffer out;
  pair.session().take(out, 1000);
  EXPECT_GE(out.size(), 1000u);
  EXPECT_LT(out.size(), 1000u + 17'000);
  EXPECT_TRUE(pair.session().wants_to_send());
}

}  // namespace
}  // namespace talaria::server::h2
