// JSON laid out as Python's json.dumps does: what FastAPI sends where it knows no type.
#pragma once
#include <string>

#include <talaria/model/json.hpp>

namespace talaria::describe {

/// Appends `value` with a blank behind each comma and colon, in ASCII; NaN and the infinities become null.
void write_python_json(std::string& out, const Json& value);

}  // namespace talaria::describe
