// docs_src/dependencies/tutorial011: an object as a dependency.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace dependencies::tutorial011 {

class FixedContentQueryChecker {
 public:
  explicit FixedContentQueryChecker(std::string fixed_content) : fixed_content_(std::move(fixed_content)) {}

  bool operator()(Query<std::string, "q", defaults{""}> q) const {
    return !q.empty() && q.find(fixed_content_) != std::string::npos;
  }

 private:
  std::string fixed_content_;
};

inline const FixedContentQueryChecker checker{"bar"};

Task<Json> read_query_check(Depends<&checker> fixed_content_included) {
  co_return JsonObject{{"fixed_content_in_query", *fixed_content_included}};
}

void register_routes(App& app) {
  app.get<read_query_check>("/query-checker/");
}

const Tutorial tutorial{"docs_src.dependencies.tutorial011", register_routes};

}  // namespace dependencies::tutorial011
