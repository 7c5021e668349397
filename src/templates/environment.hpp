// Environment: the templates of a folder, read once, with what the program made known to them.
#pragma once
#include "templates/render.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <talaria/templates/templates.hpp>

namespace talaria::templates {

class Environment final : public Library {
 public:
  explicit Environment(Jinja2Templates::Options options);

  [[nodiscard]] std::shared_ptr<const Syntax> load(std::string_view name) const override;
  [[nodiscard]] bool autoescape(std::string_view name) const override;
  [[nodiscard]] std::optional<Value> filter(std::string_view name, const Value& value,
                                            const Arguments& arguments) const override;

  [[nodiscard]] std::string render(std::shared_ptr<const Syntax> syntax, const JsonObject& context,
                                   const Request* request) const;
  [[nodiscard]] std::shared_ptr<const Syntax> parse(std::string_view source, std::string name, std::string file) const;
  void check() const;

  [[nodiscard]] const Jinja2Templates::Options& options() const { return options_; }

 private:
  struct Cached {
    std::shared_ptr<const Syntax> syntax;
    std::int64_t modified = 0;
    long modified_nanoseconds = 0;
    std::uint64_t size = 0;
  };
  [[nodiscard]] std::vector<std::string> names() const;

  Jinja2Templates::Options options_;
  std::map<std::string, FilterFunction, std::less<>> filters_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, Cached, std::less<>> cache_;  // guarded by mutex_
};

/// `request` and its function `url_for`, as templates see them. The request outlives them.
[[nodiscard]] Value request_value(const Request& request);
[[nodiscard]] Value url_for_value(const Request& request);

/// `a/./b` as `a/b`; nothing for a name that leads out of a folder or that no file has.
[[nodiscard]] std::optional<std::string> plain_name(std::string_view name);

}  // namespace talaria::templates
