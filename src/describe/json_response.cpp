#include <talaria/describe/json_response.hpp>

namespace talaria {

JSONResponse::JSONResponse(const Json& content, int status_code, http::Headers fields)
    : Response(dump_json(content), status_code, documented_media_type, std::move(fields)) {}

}  // namespace talaria
