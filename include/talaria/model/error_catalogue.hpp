// ErrorCatalogue: the texts of validation errors in another language than English.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <talaria/model/validation_error.hpp>

namespace talaria {

/// The text of one kind of error. `{name}` in it is a value of the error's context, `{error}` what a validator said,
/// and
/// `{plural:item|items}` the form that goes with the context's limit.
struct ErrorText {
  std::string_view type;  ///< `string_too_short`, see model::error_kinds(); or one of the program's own
  std::string_view text;
  /// Only for errors whose English text begins so; for kinds that stand for several things.
  std::string_view english_begins = {};
};

/// The texts of one language. What it has no text for stays English; several catalogues of a language fill each
/// other's gaps, the first one counts. Everything is borrowed, so texts have static storage:
///
///     constexpr ErrorText swedish_texts[] = {{"missing", "Fältet måste anges"}};
///     constexpr ErrorCatalogue swedish{.language = "sv", .texts = swedish_texts};
struct ErrorCatalogue {
  /// A language tag (BCP 47): `de`, `pt-BR`.
  std::string_view language;
  std::span<const ErrorText> texts;
  /// Between the last two of several expected values: `'a', 'b' or 'c'`.
  std::string_view conjunction = "or";
  /// In place of a number that was not counted to its end.
  std::string_view more = "more";
  /// Which form of `{plural:...}` goes with a number; null: the first with 1, the second with all others.
  std::size_t (*plural)(std::int64_t number) = nullptr;
};

namespace model {

/// Puts the catalogue's text in place of the error's message; false when it has none.
bool translate(ErrorDetail& error, const ErrorCatalogue& catalogue);

}  // namespace model

}  // namespace talaria
