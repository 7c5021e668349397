// Files of variables, `.env`, read as python-dotenv reads them.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace talaria::settings {

/// A variable of a file.
struct DotenvValue {
  std::string name;
  std::optional<std::string> value;  ///< none for a name without `=`
  std::size_t line = 0;              ///< from 1
};

/// What a file says.
struct Dotenv {
  std::vector<DotenvValue> values;        ///< in order; of equal names the last one counts
  std::vector<std::size_t> faulty_lines;  ///< those that could not be read
};

/// Asks for a variable of the environment.
using Lookup = std::optional<std::string> (*)(const void* environment, std::string_view name);

/// Takes the text apart: `NAME=value`, `export NAME=value`, quotes of both kinds with their escapes, also over several
/// lines, comments. What `${NAME}` and `${NAME:-default}` stand for is put in, from what stands above, else from the
/// environment, else the default or nothing.
[[nodiscard]] Dotenv parse_dotenv(std::string_view text, Lookup lookup = nullptr, const void* environment = nullptr);

}  // namespace talaria::settings
