// Tutorial: one application of FastAPI's documentation, written with Talaria.
#pragma once
#include <span>
#include <string_view>

#include <talaria/app/app.hpp>

/// A constant of this type in a file of its own adds an application to the program.
class Tutorial {
 public:
  /// `name` is that of the recorded cases, `docs_src.first_steps.tutorial001`; `fill` registers the routes on an app
  /// that was made with `options`.
  Tutorial(std::string_view name, void (*fill)(talaria::App& app), talaria::AppOptions options = {});
  Tutorial(const Tutorial&) = delete;
  Tutorial& operator=(const Tutorial&) = delete;

  [[nodiscard]] std::string_view name() const { return name_; }
  /// Serves it until it is told to stop. The result is the exit status.
  [[nodiscard]] int serve(int argc, char** argv) const;

  /// Every tutorial of the program, sorted by name.
  [[nodiscard]] static std::span<const Tutorial* const> all();

 private:
  std::string_view name_;
  void (*fill_)(talaria::App& app);
  talaria::AppOptions options_;
};
