// The measure of the kernels: simdjson's on-demand parser and code made by hand for one model.
#pragma once

#include "hand_user.hpp"

#include <memory>
#include <string>
#include <vector>

namespace bench {

/// Parses the bodies of bodies.hpp; the parser and its buffers are kept, as its documentation advises. Nothing is
/// validated beyond the types: see is_valid().
class SimdjsonUser {
 public:
  SimdjsonUser();
  ~SimdjsonUser();
  SimdjsonUser(const SimdjsonUser&) = delete;
  SimdjsonUser& operator=(const SimdjsonUser&) = delete;

  /// `padded` has simdjson::SIMDJSON_PADDING readable bytes behind it (its capacity).
  bool read(const std::string& padded, PlainUser& user);
  bool read(const std::string& padded, std::vector<PlainUser>& users);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bench
