// ByteSize: a number of octets, read from `1.5 GiB` as well as from a number.
#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <talaria/model/describe.hpp>

namespace talaria {

/// A number of octets. `1kB` is 1000 of them, `1KiB` is 1024; written as a number.
class ByteSize {
 public:
  constexpr ByteSize(std::uint64_t octets = 0) : octets_(octets) {}
  /// Reads a text as validation does; throws ValueError.
  [[nodiscard]] static ByteSize parse(std::string_view text);
  constexpr operator std::uint64_t() const { return octets_; }
  /// `1.5GiB`, or `1.6GB` with powers of 1000.
  [[nodiscard]] std::string human_readable(bool decimal = false) const;

 private:
  std::uint64_t octets_;
};

namespace model {
extern const CustomOps byte_size_ops;
template <>
struct Describe<ByteSize> {
  static constexpr TypeInfo make() { return detail::custom<ByteSize>("byte-size", byte_size_ops); }
};
}  // namespace model

}  // namespace talaria
