#include "app.hpp"

#include <talaria/run/run.hpp>

int main(int argc, char** argv) {
  const auto app = backend::make_app();
  return talaria::run(*app, argc, argv);
}
