// docs_src/stream_data/tutorial001: texts and octets, sent as they are made.
#include "tutorial.hpp"

#include <sstream>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace stream_data::tutorial001 {

constexpr const char* message = R"(
Rick: (stumbles in drunkenly, and turns on the lights) Morty! You gotta come on. You got--... you gotta come with me.
Morty: (rubs his eyes) What, Rick? What's going on?
Rick: I got a surprise for you, Morty.
Morty: It's the middle of the night. What are you talking about?
Rick: (spills alcohol on Morty's bed) Come on, I got a surprise for you. (drags Morty by the ankle) Come on, hurry up. (pulls Morty out of his bed and into the hall)
Morty: Ow! Ow! You're tugging me too hard!
Rick: We gotta go, gotta get outta here, come on. Got a surprise for you Morty.
)";

Stream<std::string> stream_story() {
  std::istringstream lines(message);
  std::string line;
  while (std::getline(lines, line)) co_yield line;
}

Generator<std::string> stream_story_no_async() {
  std::istringstream lines(message);
  std::string line;
  while (std::getline(lines, line)) co_yield line;
}

Stream<std::string_view> stream_story_no_annotation() {
  std::istringstream lines(message);
  std::string line;
  while (std::getline(lines, line)) co_yield line;
}

Generator<std::string_view> stream_story_no_async_no_annotation() {
  std::istringstream lines(message);
  std::string line;
  while (std::getline(lines, line)) co_yield line;
}

Stream<Bytes> stream_story_bytes() {
  std::istringstream lines(message);
  std::string line;
  while (std::getline(lines, line)) co_yield Bytes(line);
}

Generator<Bytes> stream_story_no_async_bytes() {
  std::istringstream lines(message);
  std::string line;
  while (std::getline(lines, line)) co_yield Bytes(line);
}

Stream<std::string_view> stream_story_no_annotation_bytes() {
  std::istringstream lines(message);
  std::string line;
  while (std::getline(lines, line)) co_yield line;
}

Generator<std::string_view> stream_story_no_async_no_annotation_bytes() {
  std::istringstream lines(message);
  std::string line;
  while (std::getline(lines, line)) co_yield line;
}

void register_routes(App& app) {
  const RouteOptions streaming{.response_class = response_class<StreamingResponse>};
  app.get<stream_story>("/story/stream", streaming);
  app.get<stream_story_no_async>("/story/stream-no-async", streaming);
  app.get<stream_story_no_annotation>("/story/stream-no-annotation", streaming);
  app.get<stream_story_no_async_no_annotation>("/story/stream-no-async-no-annotation", streaming);
  app.get<stream_story_bytes>("/story/stream-bytes", streaming);
  app.get<stream_story_no_async_bytes>("/story/stream-no-async-bytes", streaming);
  app.get<stream_story_no_annotation_bytes>("/story/stream-no-annotation-bytes", streaming);
  app.get<stream_story_no_async_no_annotation_bytes>("/story/stream-no-async-no-annotation-bytes", streaming);
}

const Tutorial tutorial{"docs_src.stream_data.tutorial001", register_routes};

}  // namespace stream_data::tutorial001
