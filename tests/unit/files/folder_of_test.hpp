// A folder of a test's own, which is gone after it.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace talaria::files {

class FolderOfTest {
 public:
  FolderOfTest() {
    std::string name = (std::filesystem::temp_directory_path() / "talaria-files-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  FolderOfTest(const FolderOfTest&) = delete;
  FolderOfTest& operator=(const FolderOfTest&) = delete;
  ~FolderOfTest() { std::filesystem::remove_all(path_); }

  [[nodiscard]] std::string path(std::string_view name = "") const { return (path_ / name).string(); }
  void write(std::string_view name, std::string_view content) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << content;
  }
  void link(std::string_view name, std::string_view target) const {
    std::filesystem::create_symlink(target, path_ / name);
  }

 private:
  std::filesystem::path path_;
};

}  // namespace talaria::files
