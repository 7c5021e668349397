#include <algorithm>

#include <talaria/sql/errors.hpp>
#include <talaria/sql/relationship.hpp>

namespace talaria::sql {

namespace detail {

const model::CustomOps relation_ops{
    [](const model::TypeInfo&, const model::Facts&, const Json&, void*, model::Trail&) { return true; },
    [](const model::TypeInfo&, const model::Facts&, std::string_view, void*) { return true; },
    [](const model::TypeInfo&, const void*, const ModelConfig&, std::string& out) { out += "null"; },
    [](const model::TypeInfo&, const model::Facts&, const ModelConfig&, model::SchemaMode, JsonObject&) {}};

}  // namespace detail

void RelationBase::refuse() const {
  if (info_ == nullptr) {
    throw NotLoaded("a relation is not loaded, and the object is no session's: add() it, or load it with a query");
  }
  const std::string name(info_->name);
  throw NotLoaded("the relation '" + name + "' is not loaded; add .options(selectinload<&...::" + name +
                  ">()) to the query, or co_await session.load<&...::" + name + ">(object)");
}

void RelationBase::set_only(void* object) {
  removed_.insert(removed_.end(), objects_.begin(), objects_.end());
  if (objects_.empty() && object == nullptr) removed_.push_back(nullptr);  // it may have had one that was not loaded
  objects_.clear();
  added_.clear();
  if (object != nullptr) {
    objects_.push_back(object);
    added_.push_back(object);
  }
  is_loaded_ = true;
}

void RelationBase::add(void* object) {
  if (std::find(objects_.begin(), objects_.end(), object) != objects_.end()) return;
  if (is_loaded_) objects_.push_back(object);
  added_.push_back(object);
  std::erase(removed_, object);
}

void RelationBase::remove(void* object) {
  std::erase(objects_, object);
  if (std::erase(added_, object) == 0) removed_.push_back(object);
}

}  // namespace talaria::sql
