#include <algorithm>
#include <stdexcept>

#include <talaria/model/json.hpp>

namespace talaria {

JsonArray::JsonArray() noexcept = default;
JsonArray::JsonArray(const JsonArray&) = default;
JsonArray::JsonArray(JsonArray&&) noexcept = default;
JsonArray& JsonArray::operator=(const JsonArray&) = default;
JsonArray& JsonArray::operator=(JsonArray&&) noexcept = default;
JsonArray::~JsonArray() = default;
JsonArray::JsonArray(std::initializer_list<Json> items) : items_(items) {}

void JsonArray::push_back(Json value) {
  items_.push_back(std::move(value));
}
void JsonArray::reserve(std::size_t count) {
  items_.reserve(count);
}
std::size_t JsonArray::size() const {
  return items_.size();
}
bool JsonArray::empty() const {
  return items_.empty();
}
Json& JsonArray::operator[](std::size_t index) {
  return items_[index];
}
const Json& JsonArray::operator[](std::size_t index) const {
  return items_[index];
}
Json* JsonArray::begin() {
  return items_.data();
}
Json* JsonArray::end() {
  return items_.data() + items_.size();
}
const Json* JsonArray::begin() const {
  return items_.data();
}
const Json* JsonArray::end() const {
  return items_.data() + items_.size();
}
bool operator==(const JsonArray& a, const JsonArray& b) {
  return a.items_ == b.items_;
}

JsonObject::JsonObject() noexcept = default;
JsonObject::JsonObject(const JsonObject&) = default;
JsonObject::JsonObject(JsonObject&&) noexcept = default;
JsonObject& JsonObject::operator=(const JsonObject&) = default;
JsonObject& JsonObject::operator=(JsonObject&&) noexcept = default;
JsonObject::~JsonObject() = default;

JsonObject::JsonObject(std::initializer_list<JsonMember> members) {
  members_.reserve(members.size());
  for (const JsonMember& member : members) set(member.name, member.value);
}

void JsonObject::set(std::string name, Json value) {
  if (Json* const found = find(name)) {
    *found = std::move(value);
  } else {
    append(std::move(name), std::move(value));
  }
}

void JsonObject::reserve(std::size_t count) {
  members_.reserve(count);
}

void JsonObject::append(std::string name, Json value) {
  members_.emplace_back(std::move(name), std::move(value));
}

Json& JsonObject::operator[](std::string_view name) {
  if (Json* const found = find(name)) return *found;
  append(std::string(name), Json());
  return members_.back().value;
}

const Json* JsonObject::find(std::string_view name) const {
  for (const JsonMember& member : members_) {
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

Json* JsonObject::find(std::string_view name) {
  return const_cast<Json*>(static_cast<const JsonObject*>(this)->find(name));
}

const Json& JsonObject::at(std::string_view name) const {
  if (const Json* const found = find(name)) return *found;
  throw std::out_of_range("no member of this name: " + std::string(name));
}

bool JsonObject::erase(std::string_view name) {
  const auto found =
      std::find_if(members_.begin(), members_.end(), [&](const JsonMember& member) { return member.name == name; });
  if (found == members_.end()) return false;
  members_.erase(found);
  return true;
}

void JsonObject::update(const JsonObject& other) {
  if (this == &other) return;
  for (const JsonMember& member : other) set(member.name, member.value);
}

std::size_t JsonObject::size() const {
  return members_.size();
}
bool JsonObject::empty() const {
  return members_.empty();
}
JsonMember* JsonObject::begin() {
  return members_.data();
}
JsonMember* JsonObject::end() {
  return members_.data() + members_.size();
}
const JsonMember* JsonObject::begin() const {
  return members_.data();
}
const JsonMember* JsonObject::end() const {
  return members_.data() + members_.size();
}

bool operator==(const JsonObject& a, const JsonObject& b) {
  if (a.size() != b.size()) return false;
  const auto sorted = [](const JsonObject& object) {
    std::vector<const JsonMember*> members;
    members.reserve(object.size());
    for (const JsonMember& member : object) members.push_back(&member);
    std::sort(members.begin(), members.end(),
              [](const JsonMember* x, const JsonMember* y) { return x->name < y->name; });
    return members;
  };
  const auto ours = sorted(a);
  const auto theirs = sorted(b);
  for (std::size_t i = 0; i < ours.size(); ++i) {
    if (ours[i]->name != theirs[i]->name || !(ours[i]->value == theirs[i]->value)) return false;
  }
  return true;
}

}  // namespace talaria
