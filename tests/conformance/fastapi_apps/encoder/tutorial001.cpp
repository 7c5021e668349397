// docs_src/encoder/tutorial001: a model as JSON data, for a store that knows no models.
#include "tutorial.hpp"

#include <mutex>
#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace encoder::tutorial001 {

struct Item {
  std::string title;
  DateTime timestamp;
  std::optional<std::string> description;
};

// A plain function runs on the pool, so that two can be at the store at once.
std::mutex fake_db_mutex;
JsonObject fake_db;

Json update_item(Path<std::string, "id"> id, Body<Item> item) {
  const std::lock_guard lock(fake_db_mutex);
  fake_db[*id] = model_dump(*item);
  return nullptr;
}

void register_routes(App& app) {
  app.put<update_item>("/items/{id}");
}

const Tutorial tutorial{"docs_src.encoder.tutorial001", register_routes};

}  // namespace encoder::tutorial001
