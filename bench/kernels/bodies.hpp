// The JSON texts that the kernels work on, each with the bytes behind it that simdjson wants to read.
#pragma once

#include <string>

namespace bench {

/// One user: 227 bytes with strings, an integer and a list, as a form would send it.
const std::string& user_body();

/// Users of different lengths as one array, just above 10 kB; some have escapes, text beyond ASCII, null for a name.
const std::string& user_list_body();

/// A user with five violations: two lengths or patterns, a limit and two wrong types.
const std::string& broken_user_body();

}  // namespace bench
