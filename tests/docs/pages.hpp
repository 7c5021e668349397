// The pages in docs/, as far as tests look at them: their ```json blocks.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include <talaria/app/app.hpp>
#include <talaria/model/json.hpp>
#include <talaria/model/reflect/members.hpp>
#include <talaria/testing/test_client.hpp>

namespace docs {

/// Whether docs/`page` shows exactly this JSON, however it is broken into lines. At the end of the program it is an
/// error when a page shows something that no test asked for.
testing::AssertionResult shown(const std::string& page, const talaria::Json& value);

/// The same for an answer, which must have that status.
testing::AssertionResult shown(const std::string& page, const talaria::TestResponse& response, int status_code = 200);

/// Whether docs/`page` has these names, each as a word of code.
testing::AssertionResult mentions(const std::string& page, std::span<const std::string_view> names);

/// Whether it has the names of all members of a struct.
template <class Struct>
testing::AssertionResult mentions_members(const std::string& page) {
  return []<std::size_t... I>(const std::string& file, std::index_sequence<I...>) {
    using Members = talaria::model::reflect::Members<Struct>;
    const std::string_view names[] = {Members::template name<I>()...};
    return mentions(file, names);
  }(page, std::make_index_sequence<talaria::model::reflect::Members<Struct>::count>());
}

}  // namespace docs
