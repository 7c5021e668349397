#include "files/serve_file.hpp"

#include "support/temporary_folder.hpp"

#include <cstdint>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>

#include <gtest/gtest.h>

#include <talaria/http/date.hpp>

namespace talaria::files {
namespace {

OpenFile changed_at(const tests::TemporaryFolder& folder, std::int64_t seconds, long nanoseconds) {
  const timespec times[2] = {{seconds, nanoseconds}, {seconds, nanoseconds}};
  ::utimensat(AT_FDCWD, folder.path("x.txt").c_str(), times, 0);
  return open_file(folder.path("x.txt"));
}

TEST(EntityTag, IsThatOfStarlette) {
  const tests::TemporaryFolder folder;
  folder.write("x.txt", "hello");
  struct Case {
    std::int64_t seconds;
    long nanoseconds;
    std::string tag;
    std::string last_modified;
  };
  // What Starlette 1.9 says of such a file.
  const Case cases[] = {
      {1700000000, 0, "566ac90eb3f60063615e7901edfbe068", "Tue, 14 Nov 2023 22:13:20 GMT"},
      {1700000000, 123456789, "3a6fff042766bf338f435c6dca9ad08f", "Tue, 14 Nov 2023 22:13:20 GMT"},
      {1700000000, 500000000, "937f88889898dd1c5a1816a28138a601", "Tue, 14 Nov 2023 22:13:20 GMT"},
      {0, 0, "dd793ab80874bf2d023826ebdb97b2d2", "Thu, 01 Jan 1970 00:00:00 GMT"},
      {0, 999999999, "d322f08848375f6978bbd8e1c58a5216", "Thu, 01 Jan 1970 00:00:01 GMT"},
      {1234567890, 987654321, "54e0b247d3a785a932cbc55991e298f8", "Fri, 13 Feb 2009 23:31:30 GMT"},
      {-2, 500000000, "89ee5ea44157f938f1d75365c32b436f", "Wed, 31 Dec 1969 23:59:58 GMT"},
  };
  for (const auto& [seconds, nanoseconds, tag, last_modified] : cases) {
    OpenFile file = changed_at(folder, seconds, nanoseconds);
    EXPECT_EQ(entity_tag(file), '"' + tag + '"');
    http::RequestHead head;
    head.target = "/";
    const Request request(head);
    Response response;
    serve_file(std::move(file), FileRequest(request, false), response);
    EXPECT_EQ(response.headers.get("last-modified"), last_modified);
  }
}

}  // namespace
}  // namespace talaria::files
