// The commands that print something about an app and end.
#pragma once
#include <talaria/app/app.hpp>
#include <talaria/server/limits.hpp>

namespace talaria::run_detail {

/// Method, path and name of every route.
void print_routes(App& app);
/// Who may call what.
void print_access(App& app);
/// The OpenAPI document.
void print_openapi(App& app);
/// The AsyncAPI document.
void print_asyncapi(App& app);
/// Every limit with its value and what happens beyond it, and the routes that have their own.
void print_limits(App& app, const server::Limits& limits);

}  // namespace talaria::run_detail
