#include "support/test_database.hpp"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <stdexcept>
#include <unistd.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/sql/engine.hpp>

namespace talaria::testing_support {

namespace {

void run_script(const std::string& command, const std::string& folder, const std::string& more = {}) {
  const std::string line = "python3 " TALARIA_POSTGRES_SCRIPT " " + command + " " + folder + more;
  if (std::system(line.c_str()) != 0) throw std::runtime_error("failed: " + line);
}

std::string url_in(const std::string& folder) {
  std::ifstream file(folder + "/url");
  std::string url;
  std::getline(file, url);
  return url;
}

/// A folder of its own for a server that ends with the program.
struct OwnServer {
  std::string folder =
      (std::filesystem::temp_directory_path() / ("talaria-test-" + std::to_string(::getpid()))).string();
  OwnServer() { run_script("start", folder); }
  OwnServer(const OwnServer&) = delete;
  OwnServer& operator=(const OwnServer&) = delete;
  ~OwnServer() {
    static_cast<void>(std::system(("python3 " TALARIA_POSTGRES_SCRIPT " stop " + folder).c_str()));
    std::filesystem::remove_all(folder);
  }
};

const std::string& server_url() {
  static const std::string url = [] {
    // Without TLS, which costs a handshake for each connection, where the URL does not ask for it.
    ::setenv("PGSSLMODE", "disable", 0);
    // ctest says that it has started one; a folder that is left over from a broken run says nothing.
    if (std::getenv("TALARIA_TEST_POSTGRES") != nullptr) return url_in(TALARIA_POSTGRES_FOLDER);
    static const OwnServer own;
    return url_in(own.folder);
  }();
  return url;
}

Task<void> run_statement(std::string text) {
  sql::EngineOptions options;
  sql::Engine engine(server_url(), options);
  const sql::PooledConnection connection = co_await engine.connect();
  sql::Statement statement(std::move(text));
  co_await connection->execute(std::move(statement));
}

std::string unique_name() {
  static std::atomic<int> count = 0;
  return "talaria_test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

}  // namespace

TestDatabase::TestDatabase(sql::Dialect dialect) : dialect_(dialect), name_(unique_name()) {
  if (dialect == sql::Dialect::sqlite) {
    name_ = (std::filesystem::temp_directory_path() / (name_ + ".db")).string();
    url_ = "sqlite:///" + name_;
    return;
  }
  const std::string server = server_url();
  run_until_complete(run_statement("CREATE DATABASE " + name_));
  url_ = server.substr(0, server.rfind('/') + 1) + name_;
}

TestDatabase::~TestDatabase() {
  try {
    if (dialect_ == sql::Dialect::sqlite) {
      for (const char* const more : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(name_ + more);
    } else {
      run_until_complete(run_statement("DROP DATABASE " + name_ + " WITH (FORCE)"));
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "cannot remove the database of a test: %s\n", error.what());
  }
}

PrivatePostgres::PrivatePostgres()
    : folder_((std::filesystem::temp_directory_path() / unique_name()).string() + "_server") {
  ::setenv("PGSSLMODE", "disable", 0);
  start();
  url_ = url_in(folder_);
}

PrivatePostgres::~PrivatePostgres() {
  static_cast<void>(std::system(("python3 " TALARIA_POSTGRES_SCRIPT " stop " + folder_).c_str()));
  std::filesystem::remove_all(folder_);
}

void PrivatePostgres::kill() {
  run_script("kill", folder_);
}

void PrivatePostgres::start() {
  run_script("start", folder_, " --durable");
}

}  // namespace talaria::testing_support
