// docs_src/bigger_applications/app/dependencies: what several routers depend on.
#pragma once
#include <string>

#include <talaria/talaria.hpp>

namespace bigger_applications {

talaria::Task<void> get_token_header(talaria::Header<std::string, "x_token"> x_token);
talaria::Task<void> get_query_token(talaria::Query<std::string, "token"> token);

}  // namespace bigger_applications
