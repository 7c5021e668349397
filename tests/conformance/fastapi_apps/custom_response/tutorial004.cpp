// docs_src/custom_response/tutorial004: HTML that is returned and documented.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace custom_response::tutorial004 {

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

HTMLResponse generate_html_response() {
  return HTMLResponse(html_content, 200);
}

Task<HTMLResponse> read_items() {
  co_return generate_html_response();
}

void register_routes(App& app) {
  app.get<read_items>("/items/", {.response_class = response_class<HTMLResponse>});
}

const Tutorial tutorial{"docs_src.custom_response.tutorial004", register_routes};

}  // namespace custom_response::tutorial004
