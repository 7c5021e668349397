#include "model/scratch.hpp"

#include <new>

namespace talaria::model {

Scratch::Scratch(const TypeInfo& type) : ops_(type.ops) {
  const bool fits = ops_.size <= sizeof local_ && ops_.align <= alignof(std::max_align_t);
  value_ = fits ? local_ : ::operator new(ops_.size, std::align_val_t(ops_.align));
  ops_.construct(value_);
}

Scratch::~Scratch() {
  ops_.destroy(value_);
  if (value_ != local_) ::operator delete(value_, std::align_val_t(ops_.align));
}

}  // namespace talaria::model
