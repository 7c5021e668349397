// A test that runs in a folder of its own.
#pragma once
#include "support/temporary_folder.hpp"

#include <filesystem>

namespace talaria::settings {

/// Runs in a folder until it goes.
class InFolder {
 public:
  explicit InFolder(const tests::TemporaryFolder& folder) : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(folder.path());
  }
  ~InFolder() { std::filesystem::current_path(before_); }
  InFolder(const InFolder&) = delete;
  InFolder& operator=(const InFolder&) = delete;

 private:
  std::filesystem::path before_;
};

}  // namespace talaria::settings
