// The languages that texts of validation errors come in, beside English.
#pragma once
#include <talaria/model/error_catalogue.hpp>

namespace talaria::languages {

extern const ErrorCatalogue german;   ///< `de`
extern const ErrorCatalogue spanish;  ///< `es`

}  // namespace talaria::languages
