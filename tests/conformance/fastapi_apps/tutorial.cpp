#include "tutorial.hpp"

#include <algorithm>
#include <vector>

#include <talaria/run/run.hpp>

namespace {

// Filled by constants of other files, so it has to be made on first use.
std::vector<const Tutorial*>& tutorials() {
  static std::vector<const Tutorial*> list;
  return list;
}

}  // namespace

Tutorial::Tutorial(std::string_view name, void (*fill)(talaria::App& app), talaria::AppOptions options)
    : name_(name), fill_(fill), options_(std::move(options)) {
  tutorials().push_back(this);
}

int Tutorial::serve(int argc, char** argv) const {
  talaria::App app{options_};
  fill_(app);
  return talaria::run(app, argc, argv);
}

std::span<const Tutorial* const> Tutorial::all() {
  std::sort(tutorials().begin(), tutorials().end(),
            [](const Tutorial* a, const Tutorial* b) { return a->name() < b->name(); });
  return tutorials();
}
