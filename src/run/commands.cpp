#include "run/commands.hpp"

#include "server/limit_list.hpp"

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/async/blocking.hpp>
#include <talaria/describe/access_policy.hpp>
#include <talaria/http/form_data.hpp>
#include <talaria/http/url.hpp>
#include <talaria/model/json.hpp>

namespace talaria::run_detail {

namespace {

using server::written_size;
using server::written_time;

struct Row {
  std::string name;
  std::string value;
  std::string answer;
};

Row row(const server::LimitEntry& entry) {
  std::string_view counts = entry.counts;
  // 16 KiB are octets, nobody needs to be told.
  if (entry.value.ends_with("iB") && counts.starts_with("octets"))
    counts.remove_prefix(std::min<std::size_t>(7, counts.size()));
  const bool bare = entry.value == "unlimited" || counts.empty();
  return {std::string(entry.name), entry.value + (bare ? "" : ' ' + std::string(counts)), std::string(entry.answer)};
}

void add_form_limits(std::vector<Row>& rows) {
  const http::FormLimits form;
  rows.push_back({"form files, fields", std::to_string(form.files) + ", " + std::to_string(form.fields), "400"});
  rows.push_back({"form text of a field", written_size(form.part_size), "400"});
  rows.push_back({"form file in memory", written_size(form.spool_size), "goes on in a temporary file"});
  rows.push_back({"multipart fields of a part",
                  std::to_string(form.multipart.header_count) + " of " + std::to_string(form.multipart.header_size),
                  "400"});
  rows.push_back({"multipart boundary", std::to_string(form.multipart.boundary_length), "400"});
}

void add_websocket_limits(std::vector<Row>& rows, const WebSocketLimits& limits) {
  rows.push_back({"websocket message", written_size(limits.message), "close code 1009"});
  rows.push_back({"websocket fragments", std::to_string(limits.fragments), "close code 1009"});
  const std::string messages = limits.messages == WebSocketLimits::unlimited
                                   ? "unlimited"
                                   : std::to_string(limits.messages) + " in " + written_time(limits.messages_time);
  rows.push_back({"websocket messages", messages, "close code 1008"});
  rows.push_back({"websocket unread", written_size(limits.unread), "nothing more is read"});
  rows.push_back({"websocket unsent", written_size(limits.unsent), "senders wait"});
  rows.push_back({"websocket ping_interval", written_time(limits.ping_interval), "a ping"});
  rows.push_back({"websocket ping_timeout", written_time(limits.ping_timeout), "close code 1011"});
  rows.push_back({"websocket idle", written_time(limits.idle), "close code 1001"});
  rows.push_back({"websocket close_time", written_time(limits.close_time), "the connection closes"});
  rows.push_back({"websocket handler_time", written_time(limits.handler_time), "the handler is cancelled"});
}

void add_other_limits(std::vector<Row>& rows, const App& app) {
  const std::string pairs = std::to_string(http::max_pairs);
  rows.push_back({"query parameters", pairs, "400"});
  rows.push_back({"cookies", pairs, "400"});
  rows.push_back({"JSON depth", std::to_string(json_max_depth), "422"});
  add_form_limits(rows);
  add_websocket_limits(rows, app.options().websocket_limits);
  const async::BlockingPoolLimits pool = async::blocking_pool_limits();
  rows.push_back({"blocking threads", std::to_string(pool.threads), "calls wait"});
  rows.push_back({"blocking calls that wait", std::to_string(pool.waiting), "503"});
}

void add_routes(std::vector<Row>& rows, App& app) {
  for (const auto* operation : app.operations()) {
    const std::string route = std::string(http::method_name(operation->method)) + ' ' + operation->path;
    if (const auto size = operation->options.max_body_size) {
      rows.push_back({route + " max_body_size", written_size(static_cast<std::size_t>(*size)), "413"});
    }
    if (const auto time = operation->options.timeout) rows.push_back({route + " timeout", written_time(*time), "503"});
  }
}

}  // namespace

void print_routes(App& app) {
  std::size_t width = 0;
  for (const auto* operation : app.operations()) width = std::max(width, operation->path.size());
  for (const auto* operation : app.operations()) {
    std::printf("%-7.*s  %-*s  %s\n", int(http::method_name(operation->method).size()),
                http::method_name(operation->method).data(), int(width), operation->path.c_str(),
                operation->name.c_str());
  }
}

void print_access(App& app) {
  std::size_t width = 0;
  for (const auto* operation : app.operations()) width = std::max(width, operation->path.size());
  for (const auto* operation : app.operations()) {
    const std::string_view method = http::method_name(operation->method);
    std::printf("%-7.*s  %-*s  %s\n", int(method.size()), method.data(), int(width), operation->path.c_str(),
                describe::access_policy_text(*operation).c_str());
  }
}

void print_openapi(App& app) {
  std::printf("%s\n", dump_json_pretty(app.openapi()).c_str());
}

void print_asyncapi(App& app) {
  std::printf("%s\n", dump_json_pretty(app.asyncapi()).c_str());
}

void print_limits(App& app, const server::Limits& limits) {
  std::vector<Row> rows;
  for (const server::LimitEntry& entry : server::list_limits(limits)) rows.push_back(row(entry));
  add_other_limits(rows, app);
  add_routes(rows, app);
  std::size_t names = 0;
  std::size_t values = 0;
  for (const Row& one : rows) {
    names = std::max(names, one.name.size());
    values = std::max(values, one.value.size());
  }
  for (const Row& one : rows) {
    std::printf("%-*s  %-*s  %s\n", int(names), one.name.c_str(), int(values), one.value.c_str(), one.answer.c_str());
  }
}

}  // namespace talaria::run_detail
