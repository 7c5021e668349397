#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace stream_json_lines {

// [stream]
struct Item {
  std::string name;
  std::optional<std::string> description = {};
};

Task<Item> load_item(int number) {
  co_await sleep({});  // of a database, say
  co_return Item{.name = "Item " + std::to_string(number)};
}

Stream<Item> read_items(Query<int, "count", le{1000}, defaults{3}> count) {
  for (int number = 1; number <= count; ++number) {
    const Item item = co_await load_item(number);
    co_yield item;
  }
}
// [/stream]

// [generator]
Generator<Item> read_archive() {
  for (const char* name : {"Plumbus", "Portal Gun"}) {
    const Item item{.name = name};  // a call that blocks may stand here
    co_yield item;
  }
}
// [/generator]

// [import]
struct Reading {
  std::string sensor;
  Field<double, ge{-273.15}> celsius;
};

Task<Json> import_readings(JsonLines<Reading> readings) {
  double warmest = -273.15;
  while (const Reading* const reading = co_await readings.next()) {
    if (reading->celsius > warmest) warmest = reading->celsius;
  }
  co_return JsonObject{{"lines", readings.line()}, {"warmest", warmest}};
}
// [/import]

// [lenient]
Task<Json> import_what_fits(JsonLines<Reading> readings) {
  int taken = 0;
  JsonArray refused;
  for (bool more = true; more;) {
    try {
      const Reading* const reading = co_await readings.next();
      more = reading != nullptr;
      if (more) ++taken;
    } catch (const RequestValidationError&) {
      refused.push_back(readings.line());
    }
  }
  co_return JsonObject{{"taken", taken}, {"refused", refused}};
}
// [/lenient]

// [both]
struct Fahrenheit {
  std::string sensor;
  double fahrenheit;
};

Stream<Fahrenheit> convert(JsonLines<Reading, 10'000> readings) {
  while (const Reading* const reading = co_await readings.next()) {
    const Fahrenheit converted{reading->sensor, reading->celsius * 9 / 5 + 32};
    co_yield converted;
  }
}
// [/both]

void set_up(App& app) {
  app.get<read_items>("/items/");
  app.get<read_archive>("/archive/");
  // [import_routes]
  app.post<import_readings>("/readings/", {.max_body_size = std::size_t{1} << 30});  // up to 1 GiB
  app.post<convert>("/fahrenheit/", {.max_body_size = std::size_t{1} << 30});
  // [/import_routes]
  app.post<import_what_fits>("/lenient/");
}

}  // namespace stream_json_lines
