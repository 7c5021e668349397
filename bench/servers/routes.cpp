// An application of many routes: how long it takes to start, and what it costs to find one of them. Prints one JSON
// object.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/routing/path_pattern.hpp>
#include <talaria/routing/route_table.hpp>
#include <talaria/server/server.hpp>
#include <talaria/talaria.hpp>

namespace {

using namespace talaria;

// Each resource has so many routes.
constexpr int routes_of_resource = 5;

struct Part {
  int id;
  std::string name;
};

Task<std::vector<Part>> list_parts(Query<int, "page", ge{1}, defaults{1}> page) {
  co_return std::vector<Part>{{page, "wheel"}};
}
Task<Part> create_part(Body<Part> part) {
  co_return *part;
}
Task<Part> read_part(Path<int, "part_id"> part_id) {
  co_return Part{part_id, "wheel"};
}
Task<Part> update_part(Path<int, "part_id"> part_id, Body<Part> part) {
  co_return Part{part_id, part->name};
}
Task<std::vector<std::string>> list_owners(Path<int, "part_id">) {
  co_return std::vector<std::string>{"ada"};
}

Router parts_router() {
  Router router;
  router.get<list_parts>("/");
  router.post<create_part>("/", {.status_code = 201});
  router.get<read_part>("/{part_id}");
  router.put<update_part>("/{part_id}");
  router.get<list_owners>("/{part_id}/owners");
  return router;
}

double milliseconds(clockid_t clock) {
  timespec time{};
  ::clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

// From the beginning of the process, as far as its processor time goes, until the port is open.
void measure_start(int routes) {
  const double began = milliseconds(CLOCK_MONOTONIC);
  App app;
  const Router router = parts_router();
  for (int i = 0; i < routes / routes_of_resource; ++i) {
    app.include_router(router, {.prefix = "/api/v1/resource_" + std::to_string(i)});
  }
  server::ServerOptions options;
  options.host = "127.0.0.1";
  options.port = 0;
  options.threads = 1;
  server::Server server(app, options);
  server.start();
  std::printf("{\"routes\": %d, \"cpu_ms\": %.3f, \"wall_ms\": %.3f}\n", routes, milliseconds(CLOCK_PROCESS_CPUTIME_ID),
              milliseconds(CLOCK_MONOTONIC) - began);
}

struct Table {
  routing::RouteTable routes;
  std::vector<std::string> paths;  // one for each route, in no order

  explicit Table(int count) {
    std::size_t route = 0;
    for (int i = 0; i < count / routes_of_resource; ++i) {
      const std::string prefix = "/api/v1/resource_" + std::to_string(i);
      const auto add = [&](http::Method method, const std::string& pattern, const std::string& path) {
        routes.add(method, *routing::parse_path_pattern(pattern), route++);
        paths.push_back(path);
      };
      add(http::Method::get, prefix + "/", prefix + "/");
      add(http::Method::post, prefix + "/", prefix + "/");
      add(http::Method::get, prefix + "/{part_id}", prefix + "/42");
      add(http::Method::put, prefix + "/{part_id}", prefix + "/" + std::to_string(i));
      add(http::Method::get, prefix + "/{part_id}/owners", prefix + "/7/owners");
    }
    std::uint64_t state = 88172645463325252;
    for (std::size_t i = paths.size(); i > 1; --i) {
      state ^= state << 13;
      state ^= state >> 7;
      state ^= state << 17;
      std::swap(paths[i - 1], paths[state % i]);
    }
  }

  /// Nanoseconds of processor time for a match; `distinct` of the paths are asked for in turn, as the requests of the
  /// moment are for some routes and not for all.
  double measure(std::size_t distinct, int matches) const {
    distinct = std::min(distinct, paths.size());
    std::size_t captures = 0;
    const double began = milliseconds(CLOCK_THREAD_CPUTIME_ID);
    for (int done = 0; done < matches;) {
      for (std::size_t i = 0; i < distinct; ++i, ++done) {
        captures += routes.match(http::Method::get, paths[i]).captures.count;
      }
    }
    const double spent = milliseconds(CLOCK_THREAD_CPUTIME_ID) - began;
    return captures == 0 ? -1 : spent * 1e6 / matches;
  }
};

// Interleaved, the best of many rounds each.
void measure_match(int few, int many) {
  constexpr int rounds = 40;
  constexpr int matches = 50'000;
  const Table small(few);
  const Table large(many);
  double of_few = 1e9;
  double of_many = 1e9;
  double of_all = 1e9;
  for (int round = 0; round < rounds; ++round) {
    of_few = std::min(of_few, small.measure(static_cast<std::size_t>(few), matches));
    of_many = std::min(of_many, large.measure(static_cast<std::size_t>(few), matches));
    of_all = std::min(of_all, large.measure(static_cast<std::size_t>(many), matches));
  }
  std::printf("{\"few\": %d, \"many\": %d, \"ns_few\": %.2f, \"ns_many\": %.2f, \"ns_all_of_many\": %.2f}\n", few, many,
              of_few, of_many, of_all);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc == 3 ? argv[1] : "";
  const int count = argc == 3 ? std::atoi(argv[2]) : 0;
  if (what == "start" && count > 0) {
    measure_start(count);
  } else if (what == "match" && count > 0) {
    measure_match(10, count);
  } else {
    std::fputs("usage: routes start N | match N\n", stderr);
    return 64;
  }
}
