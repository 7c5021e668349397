// JSONResponse: JSON that is sent as it is given.
#pragma once
#include <talaria/http/response.hpp>
#include <talaria/model/json.hpp>

namespace talaria {

/// `application/json` with that content; nothing is validated or documented. A class derived from it is JSON of another
/// media type: give it a `documented_media_type` and set `media_type` to that.
class JSONResponse : public Response {
 public:
  static constexpr std::string_view documented_media_type = "application/json";
  explicit JSONResponse(const Json& content, int status_code = 200, http::Headers fields = {});
};

}  // namespace talaria
