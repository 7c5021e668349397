#include "run/handover.hpp"

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <sys/wait.h>

#include <gtest/gtest.h>

namespace talaria::run_detail {
namespace {

TEST(Handover, TravelsAsText) {
  Handover handover;
  handover.role = Handover::Role::successor;
  handover.parent = 4711;
  handover.messages = 9;
  handover.places = {{{3, 4, 5}, true}, {{6}, false}};
  EXPECT_EQ(handover.text(), "successor 4711 9 own:3,4,5 lent:6");
  const auto read = Handover::parse(handover.text());
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->text(), handover.text());
  EXPECT_EQ(read->places.size(), 2u);
  EXPECT_TRUE(read->places[0].owned);
  EXPECT_EQ(read->places[1].fds, std::vector<int>{6});
  EXPECT_EQ(Handover::parse("worker 1 2")->role, Handover::Role::worker);
}

TEST(Handover, RefusesOtherText) {
  for (const char* text : {"", "worker", "worker x 2", "worker 1 x", "server 1 2", "worker 1 2 3,4", "worker 1 2 own:",
                           "worker 1 2 own:a", "worker 1 2 own:-3", "worker 1 2  own:3", "worker 1 2 own:3,"}) {
    // A comma at the end is harmless.
    EXPECT_EQ(Handover::parse(text).has_value(), std::string_view(text).ends_with("3,")) << text;
  }
}

TEST(Handover, IsTakenOnceAndFromTheParentOnly) {
  EXPECT_FALSE(Handover::take().has_value());
  ::setenv("TALARIA_HANDOVER", ("worker " + std::to_string(::getppid()) + " 999 own:998").c_str(), 1);
  EXPECT_TRUE(Handover::take().has_value());
  EXPECT_FALSE(Handover::take().has_value());
  ::setenv("TALARIA_HANDOVER", "worker 1 999 own:998", 1);
  EXPECT_THROW(static_cast<void>(Handover::take()), std::runtime_error);
  EXPECT_EQ(std::getenv("TALARIA_HANDOVER"), nullptr);
}

TEST(Handover, StartsTheProgramWithItsSockets) {
  std::vector<server::Listener> places;
  places.emplace_back(server::ListenAddress{.port = 0}, 2u, false);
  const Program program;
  EXPECT_NE(program.command(), "");
  // This test's own program, with an option that ends it at once; what it was given stands in its environment.
  Child child =
      start_process(program, {"handover", "--gtest_list_tests", "--gtest_output="}, Handover::Role::worker, places);
  int status = 0;
  ASSERT_EQ(::waitpid(child.pid, &status, 0), child.pid);
  EXPECT_EQ(status, 0);
  // As long as it is the same file, it goes by its name.
  EXPECT_EQ(program.command().find("/proc/"), std::string::npos);
  char octet = 0;
  EXPECT_EQ(::read(child.messages.get(), &octet, 1), 0) << "its end of the pipe is closed";
}

}  // namespace
}  // namespace talaria::run_detail
