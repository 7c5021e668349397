// Dates and times as databases write them.
#pragma once
#include <string>
#include <string_view>

#include <talaria/model/types/date_time.hpp>

namespace talaria::sql {

/// `2024-02-29 13:45:00.250000`, with `+00:00` and in UTC when it has an offset: of one width, so that the order of the
/// texts is that of the moments, which is how SQLite compares them.
[[nodiscard]] std::string date_time_text(const DateTime& moment);

/// `13:45:00+00` with the offset written out, as Pydantic's rules want it.
[[nodiscard]] std::string with_whole_offset(std::string_view text);

}  // namespace talaria::sql
