// docs_src/custom_response/tutorial002: HTML that is documented.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_response::tutorial002 {

Task<std::string> read_items() {
  co_return R"(
    <html>
        <head>
            <title>Some HTML in here</title>
        </head>
        <body>
            <h1>Look ma! HTML!</h1>
        </body>
    </html>
    )";
}

void register_routes(App& app) {
  app.get<read_items>("/items/", {.response_class = response_class<HTMLResponse>});
}

const Tutorial tutorial{"docs_src.custom_response.tutorial002", register_routes};

}  // namespace custom_response::tutorial002
