// What handlers of this domain ask for besides their parameters.
#pragma once
#include "items/repository.hpp"

#include <cstdint>
#include <optional>
#include <string>

#include <talaria/async/task.hpp>
#include <talaria/params/parameters.hpp>

namespace backend::items {

/// The item of the path; 404 when there is none.
talaria::Task<ItemRead> valid_item_id(talaria::Path<std::int64_t, "item_id", talaria::ge{1}> item_id,
                                      talaria::State<ItemRepository> items);

/// The filter of the query string.
talaria::Task<ItemFilter> item_filter(
    talaria::Query<std::optional<std::string>, "tag", talaria::description{"Only items with this tag"}> tag,
    talaria::Query<std::optional<double>, "max_price", talaria::gt{0},
                   talaria::description{"Only items that cost no more"}>
        max_price);

}  // namespace backend::items
