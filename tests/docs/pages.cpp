#include "pages.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <vector>

namespace docs {

using talaria::Json;

namespace {

struct Block {
  int line;
  Json value;
  bool compared = false;
};

std::vector<Block> read_blocks(const std::filesystem::path& path) {
  std::vector<Block> blocks;
  std::ifstream file(path);
  std::string text;
  bool inside = false;
  int number = 0;
  int first = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (!inside && line == "```json") {
      inside = true;
      first = number + 1;
      text.clear();
    } else if (inside && line == "```") {
      inside = false;
      const auto value = talaria::parse_json(text);
      EXPECT_TRUE(value) << path << ":" << first << ": no JSON";
      if (value) blocks.push_back({first, *value});
    } else if (inside) {
      text += line + "\n";
    }
  }
  return blocks;
}

using Pages = std::map<std::string, std::vector<Block>>;

Pages& pages() {
  static Pages all = [] {
    Pages found;
    const std::filesystem::path root = TALARIA_DOCS_DIR;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      if (entry.path().extension() != ".md") continue;
      found[entry.path().lexically_relative(root).string()] = read_blocks(entry.path());
    }
    return found;
  }();
  return all;
}

class EveryAnswerIsCompared : public testing::Environment {
 public:
  void TearDown() override {
    if (testing::GTEST_FLAG(filter) != "*") return;
    for (const auto& [page, blocks] : pages()) {
      for (const Block& block : blocks) {
        EXPECT_TRUE(block.compared) << "docs/" << page << ":" << block.line << ": no test gives this answer";
      }
    }
  }
};
const auto* const environment = testing::AddGlobalTestEnvironment(new EveryAnswerIsCompared);

}  // namespace

testing::AssertionResult shown(const std::string& page, const Json& value) {
  bool found = false;
  for (Block& block : pages()[page]) {
    if (!(block.value == value)) continue;
    block.compared = found = true;
  }
  if (found) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "docs/" << page << " does not show " << talaria::dump_json_pretty(value);
}

testing::AssertionResult shown(const std::string& page, const talaria::TestResponse& response, int status_code) {
  if (response.status_code != status_code) {
    return testing::AssertionFailure() << "status " << response.status_code << ", not " << status_code << ": "
                                       << response.text;
  }
  return shown(page, response.json());
}

testing::AssertionResult mentions(const std::string& page, std::span<const std::string_view> names) {
  std::ifstream file(std::filesystem::path(TALARIA_DOCS_DIR) / page);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  testing::AssertionResult result = testing::AssertionSuccess();
  for (const std::string_view name : names) {
    if (text.find("`" + std::string(name) + "`") != std::string::npos) continue;
    result = testing::AssertionFailure() << "docs/" << page << " does not mention `" << name << "`";
  }
  return result;
}

}  // namespace docs
