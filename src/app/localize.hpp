// Texts of validation errors in the language that the client asks for.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <talaria/describe/http_exception.hpp>
#include <talaria/http/request.hpp>
#include <talaria/model/error_catalogue.hpp>

namespace talaria::app {

/// The language that the client likes best among English and those of the catalogues, or else `fallback`.
[[nodiscard]] std::string choose_language(const Request& request, const std::vector<ErrorCatalogue>& catalogues,
                                          std::string_view fallback);

/// The same error with the texts of that language, as far as its catalogues have them.
[[nodiscard]] RequestValidationError localize(const RequestValidationError& error,
                                              const std::vector<ErrorCatalogue>& catalogues, std::string_view language);

}  // namespace talaria::app
