#include "support/temporary_folder.hpp"

#include <filesystem>
#include <string>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/files/file_response.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

std::string& file_path() {
  static std::string path;
  return path;
}

Task<FileResponse> whole() {
  co_return FileResponse(file_path());
}
Task<FileResponse> named() {
  co_return FileResponse(file_path(), {.headers = {{"x-a", "b"}}, .filename = "größe 1.pdf"});
}
Task<FileResponse> conditional() {
  co_return FileResponse(file_path(), {.headers = {{"cache-control", "no-cache"}}, .conditional = true});
}
Task<FileResponse> with_status() {
  co_return FileResponse(file_path(), 404);
}
std::string of_class() {
  return file_path();
}
struct Missing {};
FileResponse handle_missing(Request&, const Missing&) {
  return FileResponse(file_path(), {.status_code = 410});
}
Task<Json> throws() {
  throw Missing{};
}

class FileResponses : public ::testing::Test {
 protected:
  FileResponses() {
    folder_.write("data.txt", "0123456789abcdef");
    file_path() = folder_.path("data.txt");
    app_.get<whole>("/");
    app_.head<whole>("/");
    app_.get<named>("/named");
    app_.get<conditional>("/conditional");
    app_.get<with_status>("/status");
    app_.get<of_class>("/class", {.response_class = response_class<FileResponse>});
    app_.get<throws>("/throws");
    app_.exception_handler<handle_missing>();
  }

  TestResponse get(std::string_view path, const TestRequest::Pairs& headers = {}) {
    TestClient client(app_);
    return client.get(path, {.headers = headers});
  }

  tests::TemporaryFolder folder_;
  App app_;
};

TEST_F(FileResponses, AreTheWholeFile) {
  const auto response = get("/");
  EXPECT_EQ(response.status_code, 200);
  EXPECT_EQ(response.text, "0123456789abcdef");
  EXPECT_EQ(response.header("content-type"), "text/plain; charset=utf-8");
  EXPECT_EQ(response.header("content-length"), "16");
  EXPECT_EQ(response.header("accept-ranges"), "bytes");
  EXPECT_THAT(response.header("etag"), MatchesRegex("\"[0-9a-f]{32}\""));
  EXPECT_THAT(response.header("last-modified"), HasSubstr(" GMT"));
  EXPECT_EQ(response.header("content-disposition"), "");
  EXPECT_EQ(get("/class").text, "0123456789abcdef");
}

TEST_F(FileResponses, AnswerHeadWithoutContent) {
  TestClient client(app_);
  const auto response = client.head("/");
  EXPECT_EQ(response.text, "");
  EXPECT_EQ(response.header("content-length"), "16");
}

TEST_F(FileResponses, SayWhatAFileIsCalled) {
  const auto response = get("/named");
  EXPECT_EQ(response.header("content-disposition"), "attachment; filename*=utf-8''gr%C3%B6%C3%9Fe%201.pdf");
  EXPECT_EQ(response.header("content-type"), "application/pdf");
  EXPECT_EQ(response.header("x-a"), "b");
  EXPECT_EQ(
      FileResponse("x", {.filename = "a.txt", .content_disposition_type = "inline"}).headers.get("content-disposition"),
      "inline; filename=\"a.txt\"");
  EXPECT_EQ(FileResponse("x", {.media_type = "text/x-own"}).headers.get("content-type"), "text/x-own; charset=utf-8");
  EXPECT_EQ(FileResponse("README").headers.get("content-type"), "application/octet-stream");
}

TEST_F(FileResponses, GiveARange) {
  const auto response = get("/", {{"range", "bytes=5-9"}});
  EXPECT_EQ(response.status_code, 206);
  EXPECT_EQ(response.text, "56789");
  EXPECT_EQ(response.header("content-range"), "bytes 5-9/16");
  EXPECT_EQ(response.header("content-length"), "5");
  EXPECT_EQ(response.header("content-type"), "text/plain; charset=utf-8");
}

TEST_F(FileResponses, GiveSeveralRangesInParts) {
  const auto response = get("/", {{"range", "bytes=0-1,14-"}});
  EXPECT_EQ(response.status_code, 206);
  const std::string type = response.header("content-type");
  ASSERT_THAT(type, MatchesRegex("multipart/byteranges; boundary=[0-9a-f]{26}"));
  const std::string boundary = type.substr(type.find('=') + 1);
  EXPECT_EQ(
      response.text,
      "--" + boundary + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Range: bytes 0-1/16\r\n\r\n01\r\n--" +
          boundary + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Range: bytes 14-15/16\r\n\r\nef\r\n--" +
          boundary + "--");
  EXPECT_EQ(response.header("content-length"), std::to_string(response.text.size()));
  EXPECT_EQ(response.header("content-range"), "");
}

TEST_F(FileResponses, RefuseRangesThatCannotBe) {
  const auto beyond = get("/", {{"range", "bytes=16-"}});
  EXPECT_EQ(beyond.status_code, 416);
  EXPECT_EQ(beyond.header("content-range"), "bytes */16");
  EXPECT_EQ(beyond.header("content-type"), "text/plain; charset=utf-8");
  EXPECT_EQ(beyond.text, "");
  const auto malformed = get("/", {{"range", "lines=1-2"}});
  EXPECT_EQ(malformed.status_code, 400);
  EXPECT_EQ(malformed.text, "Only support bytes range");
}

TEST_F(FileResponses, GiveARangeOnlyOfTheSameFile) {
  const std::string tag = get("/").header("etag");
  const std::string date = get("/").header("last-modified");
  const auto status = [&](const std::string& if_range) {
    return get("/", {{"range", "bytes=0-0"}, {"if-range", if_range}}).status_code;
  };
  EXPECT_EQ(status(tag), 206);
  EXPECT_EQ(status(date), 206);
  EXPECT_EQ(status("\"other\""), 200);
  EXPECT_EQ(status("W/" + tag), 200);
  EXPECT_EQ(get("/status", {{"range", "bytes=0-0"}}).text, "0123456789abcdef");
}

TEST_F(FileResponses, SayThatNothingChangedWhenAsked) {
  const std::string tag = get("/").header("etag");
  const std::string date = get("/").header("last-modified");
  const auto response = get("/conditional", {{"if-none-match", "\"x\", W/" + tag}});
  EXPECT_EQ(response.status_code, 304);
  EXPECT_EQ(response.text, "");
  EXPECT_EQ(response.header("etag"), tag);
  EXPECT_EQ(response.header("cache-control"), "no-cache");
  EXPECT_EQ(response.header("content-type"), "");
  EXPECT_EQ(response.header("last-modified"), "");
  EXPECT_EQ(get("/conditional", {{"if-none-match", "*"}}).status_code, 304);
  EXPECT_EQ(get("/conditional", {{"if-none-match", "\"x\""}, {"if-modified-since", date}}).status_code, 200);
  EXPECT_EQ(get("/conditional", {{"if-modified-since", date}}).status_code, 304);
  EXPECT_EQ(get("/conditional", {{"if-modified-since", "Thu, 01 Jan 1970 00:00:01 GMT"}}).status_code, 200);
  EXPECT_EQ(get("/conditional", {{"if-modified-since", "yesterday"}}).status_code, 200);
  // FastAPI's FileResponse knows no conditions.
  EXPECT_EQ(get("/", {{"if-none-match", tag}}).status_code, 200);
}

TEST_F(FileResponses, AreStreamedWhenTheyAreLarge) {
  const std::string large(1'000'000, 'x');
  folder_.write("data.txt", large);
  EXPECT_EQ(get("/").text, large);
  const auto parts = get("/", {{"range", "bytes=0-499999,600000-"}});
  EXPECT_EQ(parts.header("content-length"), std::to_string(parts.text.size()));
}

TEST_F(FileResponses, OfNoFileAreAFault) {
  std::filesystem::remove(file_path());
  EXPECT_EQ(get("/").status_code, 500);
  EXPECT_EQ(get("/").text, "Internal Server Error");
  std::filesystem::create_directory(file_path());
  EXPECT_EQ(get("/").status_code, 500);
}

TEST_F(FileResponses, MayBeMadeByExceptionHandlers) {
  const auto response = get("/throws");
  EXPECT_EQ(response.status_code, 410);
  EXPECT_EQ(response.text, "0123456789abcdef");
}

TEST_F(FileResponses, MayBeMadeByMiddleware) {
  App app;
  app.middleware([](Request&, Next) -> Task<Response> { co_return FileResponse(file_path()); });
  TestClient client(app);
  EXPECT_EQ(client.get("/", {.headers = {{"range", "bytes=0-1"}}}).text, "01");
}

}  // namespace
}  // namespace talaria
