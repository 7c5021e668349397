#include <algorithm>

#include <talaria/model/fields_set.hpp>
#include <talaria/model/type_info.hpp>

namespace talaria::model {

namespace {

const FieldsSet everything;

template <class Parts, class Key>
auto find_part(Parts& parts, std::size_t index, const Key& key) {
  return std::find_if(parts.begin(), parts.end(),
                      [&](const auto& part) { return part.index == index && part.key == key; });
}

}  // namespace

FieldsSet::FieldsSet() noexcept = default;
FieldsSet::FieldsSet(std::uint64_t sent, std::size_t count) noexcept : unset_(~sent & all_bits(count)) {}
FieldsSet::FieldsSet(const FieldsSet&) = default;
FieldsSet::FieldsSet(FieldsSet&&) noexcept = default;
FieldsSet& FieldsSet::operator=(const FieldsSet&) = default;
FieldsSet& FieldsSet::operator=(FieldsSet&&) noexcept = default;
FieldsSet::~FieldsSet() = default;

bool operator==(const FieldsSet& a, const FieldsSet& b) {
  const auto same = [](const FieldsSet::Part& x, const FieldsSet::Part& y) {
    return x.index == y.index && x.key == y.key && x.set == y.set;
  };
  return a.unset_ == b.unset_ && std::ranges::equal(a.parts_, b.parts_, same);
}

void FieldsSet::insert(std::size_t field) {
  unset_ &= ~(std::uint64_t{1} << field);
  if (const auto part = find_part(parts_, field, ""); part != parts_.end()) parts_.erase(part);
}

const FieldsSet& FieldsSet::inside(std::size_t index) const {
  const auto part = find_part(parts_, index, "");
  return part != parts_.end() ? part->set : everything;
}

const FieldsSet& FieldsSet::inside(std::string_view key) const {
  const auto part = find_part(parts_, static_cast<std::size_t>(-1), key);
  return part != parts_.end() ? part->set : everything;
}

void FieldsSet::put(std::size_t index, FieldsSet part) {
  if (!part.all()) parts_.push_back({index, {}, std::move(part)});
}

void FieldsSet::put(std::string_view key, FieldsSet part) {
  if (!part.all()) parts_.push_back({static_cast<std::size_t>(-1), std::string(key), std::move(part)});
}

std::vector<std::string_view> FieldsSet::names(const TypeInfo& type) const {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    if (contains(i)) out.push_back(type.fields[i].name);
  }
  return out;
}

}  // namespace talaria::model
