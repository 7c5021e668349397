#include "app/localize.hpp"

#include <talaria/base/strings.hpp>
#include <talaria/http/accept_language.hpp>

namespace talaria::app {

std::string choose_language(const Request& request, const std::vector<ErrorCatalogue>& catalogues,
                            std::string_view fallback) {
  std::vector<std::string_view> available;
  for (const ErrorCatalogue& catalogue : catalogues) available.push_back(catalogue.language);
  available.push_back("en");
  const auto wanted = request.headers().get_all("accept-language");
  return std::string(http::choose_language(wanted, available).value_or(fallback));
}

RequestValidationError localize(const RequestValidationError& error, const std::vector<ErrorCatalogue>& catalogues,
                                std::string_view language) {
  model::Errors errors = error.errors();
  for (model::ErrorDetail& one : errors) {
    for (const ErrorCatalogue& catalogue : catalogues) {
      if (base::iequals(catalogue.language, language) && model::translate(one, catalogue)) break;
    }
  }
  return RequestValidationError(std::move(errors), error.body());
}

}  // namespace talaria::app
