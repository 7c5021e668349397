#include "simdjson_user.hpp"

#include <simdjson.h>

// Fields are recognised by a chain of comparisons: with the names in the order of the chain it was faster here than
// asking the object for one name after the other.
namespace bench {
namespace {

namespace ondemand = simdjson::ondemand;

bool read_string(ondemand::value value, std::string& to) {
  std::string_view text;
  if (value.get_string().get(text) != simdjson::SUCCESS) return false;
  to.assign(text);
  return true;
}

bool read_tags(ondemand::value value, std::vector<std::string>& tags) {
  ondemand::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) return false;
  tags.clear();
  for (auto item : array) {
    ondemand::value tag;
    if (item.get(tag) != simdjson::SUCCESS || !read_string(tag, tags.emplace_back())) return false;
  }
  return true;
}

bool read_full_name(ondemand::value value, std::optional<std::string>& name) {
  if (value.is_null()) {
    name.reset();
    return true;
  }
  return read_string(value, name.emplace());
}

bool read_user(ondemand::object object, PlainUser& user) {
  unsigned seen = 0;
  for (auto field : object) {
    ondemand::raw_json_string key;
    if (field.key().get(key) != simdjson::SUCCESS) return false;
    const ondemand::value value = field.value();
    bool good = true;
    if (key == "username") {
      good = read_string(value, user.username);
      seen |= 1U;
    } else if (key == "email") {
      good = read_string(value, user.email);
      seen |= 2U;
    } else if (key == "age") {
      good = ondemand::value(value).get_int64().get(user.age) == simdjson::SUCCESS;
      seen |= 4U;
    } else if (key == "full_name") {
      good = read_full_name(value, user.full_name);
    } else if (key == "bio") {
      good = read_string(value, user.bio);
      seen |= 8U;
    } else if (key == "tags") {
      good = read_tags(value, user.tags);
      seen |= 16U;
    }
    if (!good) return false;
  }
  return seen == 31U;
}

}  // namespace

struct SimdjsonUser::State {
  ondemand::parser parser;

  bool iterate(const std::string& padded, ondemand::document& document) {
    return parser.iterate(padded.data(), padded.size(), padded.capacity()).get(document) == simdjson::SUCCESS;
  }
};

SimdjsonUser::SimdjsonUser() : state_(std::make_unique<State>()) {}
SimdjsonUser::~SimdjsonUser() = default;

bool SimdjsonUser::read(const std::string& padded, PlainUser& user) {
  ondemand::document document;
  ondemand::object object;
  return state_->iterate(padded, document) && document.get_object().get(object) == simdjson::SUCCESS &&
         read_user(object, user);
}

bool SimdjsonUser::read(const std::string& padded, std::vector<PlainUser>& users) {
  ondemand::document document;
  ondemand::array array;
  if (!state_->iterate(padded, document) || document.get_array().get(array) != simdjson::SUCCESS) return false;
  users.clear();
  for (auto item : array) {
    ondemand::object object;
    if (item.get_object().get(object) != simdjson::SUCCESS || !read_user(object, users.emplace_back())) return false;
  }
  return true;
}

}  // namespace bench
