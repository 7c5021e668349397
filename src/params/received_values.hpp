// ReceivedValues: what came under which name, from the query, header, cookies or form of a request.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <talaria/describe/operation_info.hpp>
#include <talaria/model/json.hpp>
#include <talaria/model/validate.hpp>

namespace talaria::params {

/// How FastAPI validates what a request brings.
inline constexpr model::ValidationOptions request_validation{.from_attributes = true};

/// A list, set or the like of values; also an optional of one.
[[nodiscard]] bool is_sequence(const model::TypeInfo& type);

struct ReceivedValues {
  bool first_counts = false;  ///< of several values for one; else the last
  bool has_lists = true;      ///< a cookie has one value, and no list can be made of it
  bool lower_case = false;    ///< names are
  std::vector<std::pair<std::string, Json>> values = {};

  /// The value for a parameter of that type, an array for a sequence; nothing when none came.
  [[nodiscard]] std::optional<Json> find(std::string_view name, const model::TypeInfo& type) const;
};

/// The object that a parameter model is validated from: its fields, and what else came.
[[nodiscard]] Json model_input(const describe::ParameterInfo& parameter, const ReceivedValues& received);

}  // namespace talaria::params
