// FieldsSet: which fields of an object were sent, and which have their defaults (Pydantic's `model_fields_set`).
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace talaria::model {

struct TypeInfo;

/// Which fields of a model were sent, also in the models inside of it. A default-constructed set says that all were,
/// and costs nothing: only what differs from that is kept.
///
/// A model in an optional or a union stands for itself; in lists, tuples and maps each has a set of its own. What is in
/// a std::set is not followed.
class FieldsSet {
 public:
  FieldsSet() noexcept;
  /// Of a model with `count` fields those whose bit is in `sent`.
  FieldsSet(std::uint64_t sent, std::size_t count) noexcept;
  FieldsSet(const FieldsSet&);
  FieldsSet(FieldsSet&&) noexcept;
  FieldsSet& operator=(const FieldsSet&);
  FieldsSet& operator=(FieldsSet&&) noexcept;
  ~FieldsSet();

  /// Whether the field was sent.
  [[nodiscard]] bool contains(std::size_t field) const { return (unset_ >> field & 1) == 0; }
  /// Whether all fields were sent, here and inside.
  [[nodiscard]] bool all() const { return unset_ == 0 && parts_.empty(); }
  /// Takes a field as sent from now on, with all that is inside of it.
  void insert(std::size_t field);
  /// Says of the model's own fields which were sent; what is known of those inside is kept.
  void assign(std::uint64_t sent, std::size_t count) noexcept { unset_ = ~sent & all_bits(count); }

  /// The set of a field, a list's item or a tuple's part; one that says all if nothing else is known.
  [[nodiscard]] const FieldsSet& inside(std::size_t index) const;
  /// The set of what stands under a key of a map.
  [[nodiscard]] const FieldsSet& inside(std::string_view key) const;
  /// Keeps the set of a part, if it does not just say all.
  void put(std::size_t index, FieldsSet part);
  void put(std::string_view key, FieldsSet part);

  /// The names, as declared, of the fields of `type` that were sent.
  [[nodiscard]] std::vector<std::string_view> names(const TypeInfo& type) const;

  friend bool operator==(const FieldsSet& a, const FieldsSet& b);

 private:
  struct Part;

  static constexpr std::uint64_t all_bits(std::size_t count) {
    return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
  }

  std::uint64_t unset_ = 0;
  std::vector<Part> parts_;
};

/// What is known of one part. Either the index or the key says which.
struct FieldsSet::Part {
  std::size_t index = 0;
  std::string key = {};
  FieldsSet set = {};
};

}  // namespace talaria::model

namespace talaria {
using model::FieldsSet;
}  // namespace talaria
