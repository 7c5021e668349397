// A gigabyte up and down: what a stream costs does not grow with what goes through it, and whoever is slow is waited
// for. Client and server are in this process, so that both are in what is measured.
#include "served_app.hpp"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <unistd.h>

#include <gmock/gmock.h>

#include <talaria/talaria.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t mega = 1024 * 1024;
constexpr std::size_t giga = 1024 * mega;
// So much more than at rest it may be.
constexpr std::size_t slack = 32 * mega;

std::size_t resident() {
  std::FILE* const file = std::fopen("/proc/self/statm", "r");
  std::size_t whole = 0;
  std::size_t pages = 0;
  const int read = std::fscanf(file, "%zu %zu", &whole, &pages);
  std::fclose(file);
  EXPECT_EQ(read, 2);
  return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

// The most that was seen, looked at every few megabytes.
class Peak {
 public:
  Peak() : before_(resident()), most_(before_) {}
  void passed(std::size_t octets) {
    since_ += octets;
    if (since_ < 4 * mega) return;
    since_ = 0;
    most_ = std::max(most_, resident());
  }
  [[nodiscard]] std::size_t growth() const { return most_ - before_; }

 private:
  std::size_t before_;
  std::size_t most_;
  std::size_t since_ = 0;
};

struct Row {
  std::int64_t id = 0;
  std::string text;
};

Task<Json> count(Request& request) {
  auto stream = request.stream();
  std::size_t octets = 0;
  while (true) {
    const std::string_view piece = co_await stream.next();
    if (piece.empty()) break;
    octets += piece.size();
  }
  co_return octets;
}

Task<Json> count_rows(JsonLines<Row> rows) {
  std::int64_t sum = 0;
  while (const Row* const row = co_await rows.next()) sum += row->id;
  co_return sum;
}

Task<Json> keep(File<UploadFile, "file"> file) {
  co_return file.size();
}

Task<Json> read_a_little(Request& request) {
  auto stream = request.stream();
  const std::string_view piece = co_await stream.next();
  const std::size_t size = piece.size();
  co_await sleep(1h);
  co_return size;
}

std::atomic<std::size_t> made = 0;

Stream<std::string> blocks(std::size_t octets) {
  const std::string block(64 * 1024, 'x');
  for (std::size_t sent = 0; sent < octets; sent += block.size()) {
    made += block.size();
    co_yield block;
  }
}

Task<StreamingResponse> download(Query<std::size_t, "octets"> octets) {
  StreamingResponse response(blocks(octets));
  response.headers.set("content-length", std::to_string(*octets));
  co_return response;
}

Stream<Row> rows(Query<std::int64_t, "count"> count) {
  Row row{0, std::string(1000, 'x')};
  for (row.id = 1; row.id <= count; ++row.id) co_yield row;
}

Stream<Row> echo(JsonLines<Row> rows) {
  while (const Row* const row = co_await rows.next()) co_yield *row;
}

// A file of nothing but holes.
class SparseFile {
 public:
  explicit SparseFile(std::size_t size) {
    const int file = ::mkstemp(path_.data());
    EXPECT_EQ(::ftruncate(file, static_cast<off_t>(size)), 0);
    ::close(file);
  }
  SparseFile(const SparseFile&) = delete;
  SparseFile& operator=(const SparseFile&) = delete;
  ~SparseFile() { ::unlink(path_.c_str()); }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_ = "/tmp/talaria-sparse-XXXXXX";
};

FileResponse sparse(State<SparseFile> file) {
  return FileResponse(file->path());
}

class Memory : public ::testing::Test {
 protected:
  Memory() {
    app_.post<count>("/count", {.max_body_size = 2 * giga});
    app_.post<count_rows>("/rows", {.max_body_size = giga});
    app_.post<keep>("/files", {.max_body_size = giga});
    app_.post<read_a_little>("/little", {.max_body_size = giga});
    app_.get<download>("/download");
    app_.get<rows>("/rows");
    app_.get<sparse>("/sparse");
    app_.post<echo>("/echo", {.max_body_size = giga});
    app_.state.emplace<SparseFile>(giga);
    server_ = std::make_unique<ServedApp>(app_);
    // What is made once.
    Wire client(port());
    client.send("GET /download?octets=65536 HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(client.receive_until_end(65536, [](std::size_t) {}), "");
  }
  [[nodiscard]] std::uint16_t port() const { return server_->port(); }

  // Gets `target`; the answer has at least so many octets.
  std::size_t growth_of_download(const std::string& target, std::size_t octets) {
    Wire client(port());
    client.send("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n");
    Peak peak;
    client.skip_head();
    EXPECT_EQ(client.receive_until_end(octets, [&](std::size_t size) { peak.passed(size); }), "");
    return peak.growth();
  }
  // Sends `block` as often as `octets` has it, between `before` and `behind`; the answer's content goes to `answer`.
  std::size_t growth_of_upload(const std::string& target, const std::string& type, const std::string& before,
                               const std::string& block, std::size_t octets, const std::string& behind,
                               std::string& answer) {
    Wire client(port());
    const std::size_t blocks = octets / block.size();
    client.send("POST " + target + " HTTP/1.1\r\nHost: h\r\nContent-Type: " + type + "\r\nContent-Length: " +
                std::to_string(before.size() + blocks * block.size() + behind.size()) + "\r\n\r\n" + before);
    Peak peak;
    for (std::size_t i = 0; i < blocks; ++i) {
      if (!client.send(block)) break;
      peak.passed(block.size());
    }
    client.send(behind);
    answer = client.answer();
    return peak.growth();
  }

  App app_;
  std::unique_ptr<ServedApp> server_;
};

TEST_F(Memory, DoesNotGrowWithWhatIsSent) {
  EXPECT_LT(growth_of_download("/download?octets=" + std::to_string(giga), giga), slack);
  EXPECT_LT(growth_of_download("/sparse", giga), slack);
  EXPECT_LT(growth_of_download("/rows?count=65536", 65536 * 1000), slack);
}

TEST_F(Memory, DoesNotGrowWithWhatIsReceived) {
  std::string answer;
  const std::string block(256 * 1024, 'x');
  EXPECT_LT(growth_of_upload("/count", "application/octet-stream", "", block, giga, "", answer), slack);
  EXPECT_EQ(answer, std::to_string(giga));
  const std::string row = R"({"id":1,"text":")" + std::string(1000, 'x') + "\"}\n";
  EXPECT_LT(growth_of_upload("/rows", "application/jsonl", "", row, 65536 * row.size(), "", answer), slack);
  EXPECT_EQ(answer, "65536");
  EXPECT_LT(growth_of_upload("/files", "multipart/form-data; boundary=b",
                             "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n", block,
                             256 * mega, "\r\n--b--\r\n", answer),
            slack);
  EXPECT_EQ(answer, std::to_string(256 * mega));
}

// One line in, one line out, at the same time.
TEST_F(Memory, DoesNotGrowWithWhatGoesThrough) {
  constexpr std::size_t count = 32768;
  const std::string row = R"({"id":1,"text":")" + std::string(1000, 'x') + "\"}\n";
  Wire client(port());
  client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: application/jsonl\r\nContent-Length: " +
              std::to_string(count * row.size()) + "\r\n\r\n");
  Peak peak;
  std::thread sender([&] {
    for (std::size_t i = 0; i < count; ++i) client.send(row);
  });
  client.skip_head();
  EXPECT_EQ(client.receive_until_end(count * row.size(), [&](std::size_t size) { peak.passed(size); }), "");
  sender.join();
  EXPECT_LT(peak.growth(), slack);
}

TEST_F(Memory, StopsWhoMakesWhenNobodyReads) {
  made = 0;
  Wire client(port());
  client.send("GET /download?octets=" + std::to_string(giga) + " HTTP/1.1\r\nHost: h\r\n\r\n");
  std::size_t before = 1;
  for (int i = 0; i < 100 && before != made; ++i) {
    before = made;
    std::this_thread::sleep_for(100ms);
  }
  EXPECT_EQ(made, before);
  EXPECT_LT(before, slack);
  // And goes on.
  client.skip_head();
  EXPECT_EQ(client.receive_until_end(giga, [](std::size_t) {}), "");
  EXPECT_EQ(made, giga);
}

TEST_F(Memory, StopsWhoSendsWhenTheHandlerDoesNotRead) {
  Wire client(port());
  client.send("POST /little HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(giga) + "\r\n\r\n");
  EXPECT_LT(client.send_while_taken(giga, 500ms), slack);
}

}  // namespace
}  // namespace talaria
