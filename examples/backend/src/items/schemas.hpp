// Items as the API shows them: the shapes of requests and responses.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <talaria/model/field.hpp>

namespace backend::items {

using Title = talaria::Field<std::string, talaria::min_length{1}, talaria::max_length{100}>;
using Description = talaria::Field<std::string, talaria::max_length{1000}>;
using Price = talaria::Field<double, talaria::gt{0}, talaria::le{1'000'000}, talaria::description{"In euros"}>;
using Tag = talaria::Field<std::string, talaria::min_length{1}, talaria::max_length{20}>;
using Tags = talaria::Field<std::vector<Tag>, talaria::max_length{10}, talaria::defaults{}>;

/// Whether an item can be had.
enum class Availability { in_stock, ordered, sold_out };

/// What a client sends to offer an item.
struct ItemCreate {
  Title title;
  std::optional<Description> description = {};
  Price price;
  Tags tags = {};
  talaria::Field<Availability, talaria::defaults{Availability::in_stock}> availability = {};
};

/// What a client gets.
struct ItemRead {
  std::int64_t id;
  std::int64_t owner_id;
  std::string title;
  std::optional<std::string> description = {};
  double price;
  std::vector<std::string> tags;
  Availability availability;
};

}  // namespace backend::items
