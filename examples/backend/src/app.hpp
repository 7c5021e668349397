// The application, put together from its domains.
#pragma once
#include <memory>

#include <talaria/app/app.hpp>

namespace backend {

/// An application of its own, for main() and for each test. Its data begin empty when it starts.
std::unique_ptr<talaria::App> make_app();

}  // namespace backend
