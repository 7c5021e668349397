// What Pydantic calls the validator of a type: `int`, `list[str]`, `Cat`. It stands in the way of an error in a union.
#pragma once
#include <string>

#include <talaria/model/type_info.hpp>

namespace talaria::model {

[[nodiscard]] std::string type_label(const TypeInfo& type, const Facts& facts);

}  // namespace talaria::model
