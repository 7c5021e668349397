// Decimal numbers as texts.
#pragma once
#include <string_view>

#include <talaria/model/types/decimal.hpp>

namespace talaria {

/// Reads decimal numbers by the rules of Python's decimal module.
struct DecimalReader {
  Decimal out;
  /// False when the text is none.
  bool read(std::string_view text);

 private:
  bool read_number(std::string_view text);
  bool read_special(std::string_view text);
};

}  // namespace talaria
