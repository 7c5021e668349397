// docs_src/custom_response/tutorial003: HTML that is returned.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_response::tutorial003 {

constexpr const char* html_content = R"(
    <html>
        <head>
            <title>Some HTML in here</title>
        </head>
        <body>
            <h1>Look ma! HTML!</h1>
        </body>
    </html>
    )";

Task<HTMLResponse> read_items() {
  co_return HTMLResponse(html_content, 200);
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.custom_response.tutorial003", register_routes};

}  // namespace custom_response::tutorial003
