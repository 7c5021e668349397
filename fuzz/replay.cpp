// A main for fuzz targets where there is no libFuzzer: replays the files of a corpus, then mutations of them for a
// while.
//
//   fuzz_NAME [--seconds N] [--artifacts FOLDER] FILE_OR_FOLDER...
//
// The mutations are the same in every run. An input that ends the program is written to FOLDER/crash-NAME.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <sanitizer/common_interface_defs.h>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
/// UBSan's own end calls no death callback.
extern "C" const char* __ubsan_default_options() {
  return "abort_on_error=1";
}

namespace {

constexpr std::size_t longest = 4096;

std::string current;
std::string artifact;

void keep_current() {
  if (std::FILE* file = std::fopen(artifact.c_str(), "wb")) {
    std::fwrite(current.data(), 1, current.size(), file);
    std::fclose(file);
    std::fprintf(stderr, "the input is kept in %s\n", artifact.c_str());
  }
}

void on_abort(int) {
  keep_current();
  std::_Exit(1);
}

void run(std::string input) {
  current = std::move(input);
  // A block of exactly this size, so that a read behind the end shows.
  const std::vector<std::uint8_t> block(current.begin(), current.end());
  LLVMFuzzerTestOneInput(block.data(), block.size());
}

std::vector<std::string> read_corpus(const std::vector<std::filesystem::path>& paths) {
  std::vector<std::filesystem::path> files;
  for (const auto& path : paths) {
    if (!std::filesystem::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    for (const auto& entry : std::filesystem::directory_iterator(path)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> corpus;
  for (const auto& path : files) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      std::fprintf(stderr, "%s cannot be read\n", path.c_str());
      std::exit(2);
    }
    corpus.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return corpus;
}

// A few changes to one input; parts of others come in.
std::string mutated(const std::vector<std::string>& corpus, std::mt19937& random) {
  const auto below = [&](std::size_t limit) { return limit == 0 ? 0 : random() % limit; };
  std::string input = corpus[below(corpus.size())];
  for (std::size_t left = 1 + below(4); left > 0; --left) {
    const std::size_t at = below(input.size() + 1);
    switch (below(5)) {
      case 0:
        input.resize(at);
        break;
      case 1:
        input.insert(at, 1, static_cast<char>(random()));
        break;
      case 2:
        input.erase(at, 1 + below(8));
        break;
      case 3:
        if (at < input.size()) input[at] = static_cast<char>(input[at] ^ (1 << below(8)));
        break;
      default: {
        const std::string& other = corpus[below(corpus.size())];
        const std::size_t from = below(other.size() + 1);
        input.insert(at, other, from, 1 + below(32));
      }
    }
  }
  if (input.size() > longest) input.resize(longest);
  return input;
}

}  // namespace

int main(int argc, char** argv) {
  double seconds = 0;
  std::filesystem::path folder = ".";
  std::vector<std::filesystem::path> paths;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--seconds" && i + 1 < argc) {
      seconds = std::atof(argv[++i]);
    } else if (word == "--artifacts" && i + 1 < argc) {
      folder = argv[++i];
    } else {
      paths.emplace_back(word);
    }
  }
  artifact = (folder / ("crash-" + std::filesystem::path(argv[0]).filename().string())).string();
  std::signal(SIGABRT, on_abort);
  __sanitizer_set_death_callback(keep_current);

  const std::vector<std::string> corpus = read_corpus(paths);
  if (corpus.empty()) {
    std::fprintf(stderr, "there is no corpus\n");
    return 2;
  }
  for (const std::string& input : corpus) run(input);
  std::mt19937 random(1);  // NOLINT: every run is the same
  std::size_t count = 0;
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  for (; std::chrono::steady_clock::now() < end; ++count) run(mutated(corpus, random));
  std::printf("%zu inputs of the corpus and %zu mutations\n", corpus.size(), count);
  return 0;
}
