// [program]
#include <iostream>
#include <string>

#include <talaria/model/validate.hpp>
using namespace talaria;

struct Reading {
  std::string station;
  Field<double, ge{-90}, le{60}> celsius;
  Field<std::string, defaults{"thermometer"}> instrument = {};
};

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    try {
      const auto reading = model_validate_json<Reading>(line);
      std::cout << reading.station << ": " << reading.celsius << " by " << reading.instrument << "\n";
    } catch (const ValidationError& error) {
      std::cout << error.what() << "\n";
    }
  }
}
// [/program]
