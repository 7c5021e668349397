// docs_src/authentication_error_status_code/tutorial001: 403 where there are no credentials, as it was before.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace authentication_error_status_code::tutorial001 {

class HTTPBearer403 : public HTTPBearer {
 public:
  using HTTPBearer::HTTPBearer;
  [[nodiscard]] HTTPException make_not_authenticated_error() const override {
    return HTTPException{403, "Not authenticated"};
  }
};

inline const HTTPBearer403 bearer{};

Json read_me(Security<bearer> credentials) {
  return JsonObject{{"message", "You are authenticated"}, {"token", credentials->credentials}};
}

void register_routes(App& app) {
  app.get<read_me>("/me");
}

const Tutorial tutorial{"docs_src.authentication_error_status_code.tutorial001", register_routes};

}  // namespace authentication_error_status_code::tutorial001
