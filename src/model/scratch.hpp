// One value of a described type in memory of its own.
#pragma once
#include <cstddef>

#include <talaria/model/type_info.hpp>

namespace talaria::model {

/// A default-constructed value of a type that is only known by its description: a set's element before it is moved in,
/// a default on its way into the schema.
class Scratch {
 public:
  explicit Scratch(const TypeInfo& type);
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] void* get() const { return value_; }

 private:
  const ValueOps& ops_;
  alignas(std::max_align_t) unsigned char local_[64];
  void* value_;
};

}  // namespace talaria::model
