// Whether an answer is one that the document shows.
#pragma once
#include <talaria/http/service.hpp>

namespace talaria::test_client {

/// Throws UndeclaredError when an operation of an app answered with an error that its document does not show. What no
/// operation answers, and operations that the document leaves out, are fine.
void check_declared(http::Service& service, const Request& request, int status_code);

}  // namespace talaria::test_client
