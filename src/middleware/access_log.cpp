#include <algorithm>
#include <chrono>
#include <cstdio>

#include <talaria/async/context.hpp>
#include <talaria/async/loop.hpp>
#include <talaria/middleware/access_log.hpp>
#include <talaria/middleware/request_id.hpp>
#include <talaria/model/json.hpp>

namespace talaria {

namespace {

void write_line(const AccessEvent& event) {
  const std::string line = to_json_line(event) + "\n";
  // One call for the line, so that the lines of several loops do not mix.
  std::fwrite(line.data(), 1, line.size(), stderr);
}

double milliseconds(async::Duration duration) {
  const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
  return static_cast<double>(microseconds) / 1000;
}

std::string text_of(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& exception) {
    return exception.what();
  } catch (...) {
    return "an exception that is no std::exception";
  }
}

}  // namespace

std::string to_json_line(const AccessEvent& event) {
  JsonObject line;
  line.append("event", event.event);
  line.append("method", event.method);
  line.append("path", event.path);
  line.append("client", event.client);
  if (!event.request_id.empty()) line.append("request_id", event.request_id);
  if (event.status != 0) line.append("status", event.status);
  if (event.event != "request_started") line.append("duration_ms", event.duration_ms);
  if (!event.error.empty()) line.append("error", event.error);
  return dump_json(line);
}

AccessLogMiddleware::AccessLogMiddleware(const Options& options) : options_(options) {
  if (options_.sink == nullptr) options_.sink = &write_line;
}

Task<Response> AccessLogMiddleware::dispatch(Request& request, Next next) const {
  const auto& excluded = options_.exclude_paths;
  const bool logged = std::find(excluded.begin(), excluded.end(), request.path()) == excluded.end();
  return logged ? log(request, next) : next(request);
}

Task<Response> AccessLogMiddleware::log(Request& request, Next next) const {
  const async::Loop& loop = async::Loop::current();
  const async::TimePoint start = loop.now();
  const RequestID* const id = request.state().find<RequestID>();
  AccessEvent event{"request_started", request.method_name(), request.path(), request.client_host(),
                    id != nullptr ? std::string_view(id->value) : std::string_view{}};
  if (options_.started) options_.sink(event);
  std::exception_ptr error;
  try {
    Task<Response> task = next(request);
    Response response = co_await std::move(task);
    event.event = "request_completed";
    event.status = response.status_code;
    event.duration_ms = milliseconds(loop.now() - start);
    options_.sink(event);
    co_return std::move(response);
  } catch (...) {
    error = std::current_exception();
  }
  const std::string text = text_of(error);
  event.event = "request_failed";
  event.duration_ms = milliseconds(loop.now() - start);
  event.error = text;
  options_.sink(event);
  std::rethrow_exception(error);
}

}  // namespace talaria
