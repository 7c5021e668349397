// The driver for postgresql:// URLs.
#include "sql/postgres_connection.hpp"

#include <algorithm>

#include <openssl/crypto.h>

#include <talaria/async/blocking.hpp>
#include <talaria/base/strings.hpp>

namespace talaria::sql {

namespace {

// Opening blocks on names, sockets and TLS; it has threads of its own, so that a database that does not answer takes
// none of those that handlers run on.
constexpr async::BlockingPoolLimits connecting_limits{8, 1000};

async::BlockingPool& connecting_pool() {
  static async::BlockingPool pool{connecting_limits};
  return pool;
}

// Texts of dates, spans, octets and numbers are read as these say.
constexpr const char* session_settings =
    "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601'; SET bytea_output = 'hex'; "
    "SET extra_float_digits = 1; SET standard_conforming_strings = on";

// What OpenSSL keeps for a thread goes with the call: these threads end after OpenSSL has cleaned up behind itself.
struct ThreadStateOfOpenssl {
  ThreadStateOfOpenssl() = default;
  ThreadStateOfOpenssl(const ThreadStateOfOpenssl&) = delete;
  ThreadStateOfOpenssl& operator=(const ThreadStateOfOpenssl&) = delete;
  ~ThreadStateOfOpenssl() { OPENSSL_thread_stop(); }
};

struct ConnectCall {
  std::vector<const char*> names;
  std::vector<const char*> values;
  PostgresHandle handle = nullptr;
  bool ready = false;

  ConnectCall() = default;
  static void run(void* self) {
    const ThreadStateOfOpenssl state;
    auto& call = *static_cast<ConnectCall*>(self);
    call.handle.reset(PQconnectdbParams(call.names.data(), call.values.data(), 0));
    if (PQstatus(call.handle.get()) != CONNECTION_OK) return;
    PQsetNoticeProcessor(call.handle.get(), [](void*, const char*) {}, nullptr);
    const PostgresResult result(PQexec(call.handle.get(), session_settings));
    call.ready = PQresultStatus(result.get()) == PGRES_COMMAND_OK;
  }
};

class PostgresDriver final : public Driver {
 public:
  PostgresDriver(std::string_view rest, const DriverOptions& options) : options_(options) {
    const std::string url = "postgresql://" + std::string(rest);
    PQconninfoOption* const parsed = PQconninfoParse(url.c_str(), nullptr);
    if (parsed == nullptr) {
      throw ProgrammingError(
          "the postgresql:// URL cannot be read: postgresql://user:password@host:port/name?sslmode=require, "
          "with special characters as %20, and parameters that libpq knows");
    }
    for (const PQconninfoOption* option = parsed; option->keyword != nullptr; ++option) {
      if (option->val != nullptr) set(option->keyword, option->val);
    }
    PQconninfoFree(parsed);
    set("client_encoding", "UTF8");
    set("fallback_application_name", "talaria");
    if (!has("connect_timeout")) set("connect_timeout", std::to_string(std::max(options.connect_timeout_seconds, 1L)));
  }

  [[nodiscard]] Dialect dialect() const noexcept override { return Dialect::postgresql; }

  Task<std::unique_ptr<DriverConnection>> connect() override {
    ConnectCall call;
    for (const auto& [name, value] : parameters_) {
      call.names.push_back(name.c_str());
      call.values.push_back(value.c_str());
    }
    call.names.push_back(nullptr);
    call.values.push_back(nullptr);
    co_await connecting_pool().run(&ConnectCall::run, &call);
    if (!call.ready) {
      throw ConnectionLost(
          "cannot connect to the database: " + std::string(base::trim(PQerrorMessage(call.handle.get()))), "08001");
    }
    co_return std::make_unique<PostgresConnection>(std::move(call.handle), options_);
  }

 private:
  [[nodiscard]] bool has(std::string_view name) const {
    return std::any_of(parameters_.begin(), parameters_.end(), [&](const auto& entry) { return entry.first == name; });
  }
  void set(std::string name, std::string value) {
    std::erase_if(parameters_, [&](const auto& entry) { return entry.first == name; });
    parameters_.emplace_back(std::move(name), std::move(value));
  }

  std::vector<std::pair<std::string, std::string>> parameters_;
  DriverOptions options_;
};

}  // namespace

std::unique_ptr<Driver> make_postgres_driver(std::string_view rest, const DriverOptions& options) {
  return std::make_unique<PostgresDriver>(rest, options);
}

}  // namespace talaria::sql
