// docs_src/extra_data_types/tutorial001: dates, times and UUIDs.
#include "tutorial.hpp"

#include <optional>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace extra_data_types::tutorial001 {

Task<Json> read_items(Path<Uuid, "item_id"> item_id, Body<DateTime, "start_datetime"> start_datetime,
                      Body<DateTime, "end_datetime"> end_datetime, Body<TimeDelta, "process_after"> process_after,
                      Body<std::optional<Time>, "repeat_at"> repeat_at) {
  const DateTime start_process = *start_datetime + *process_after;
  const TimeDelta duration = *end_datetime - start_process;
  co_return JsonObject{{"item_id", item_id},           {"start_datetime", start_datetime},
                       {"end_datetime", end_datetime}, {"process_after", process_after},
                       {"repeat_at", repeat_at},       {"start_process", start_process},
                       {"duration", duration}};
}

void register_routes(App& app) {
  app.put<read_items>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.extra_data_types.tutorial001", register_routes};

}  // namespace extra_data_types::tutorial001
