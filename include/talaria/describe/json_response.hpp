// JSONResponse: JSON that is sent as it is given.
#pragma once
#include <talaria/http/response.hpp>
#include <talaria/model/json.hpp>

namespace talaria {

/// `application/json` with that content; nothing is validated or documented.
class JSONResponse : public Response {
 public:
  explicit JSONResponse(const Json& content, int status_code = 200)
      : Response(dump_json(content), status_code, "application/json") {}
};

}  // namespace talaria
