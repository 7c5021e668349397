// The pages in docs/, as far as tests look at them: their ```json blocks.
#pragma once
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <talaria/app/app.hpp>
#include <talaria/model/json.hpp>
#include <talaria/testing/test_client.hpp>

namespace docs {

/// Whether docs/`page` shows exactly this JSON, however it is broken into lines. At the end of the program it is an
/// error when a page shows something that no test asked for.
testing::AssertionResult shown(const std::string& page, const talaria::Json& value);

/// The same for an answer, which must have that status.
testing::AssertionResult shown(const std::string& page, const talaria::TestResponse& response, int status_code = 200);

}  // namespace docs
