// How the message of an error is made of its text and its context.
#pragma once
#include <string>
#include <string_view>

#include <talaria/model/error_catalogue.hpp>

namespace talaria::model {

/// `text` with the values of the context in place of `{name}`, in the catalogue's words; what is not in the context
/// stays as it is.
[[nodiscard]] std::string render(std::string_view text, const JsonObject& ctx, const ErrorCatalogue& words = {});

}  // namespace talaria::model
