// docs_src/response_directly/tutorial002: a response of another media type.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_directly::tutorial002 {

Response get_legacy_data() {
  return Response(R"(<?xml version="1.0"?>
    <shampoo>
    <Header>
        Apply shampoo here.
    </Header>
    <Body>
        You'll have to use soap here.
    </Body>
    </shampoo>
    )",
                  200, "application/xml");
}

void register_routes(App& app) {
  app.get<get_legacy_data>("/legacy/");
}

const Tutorial tutorial{"docs_src.response_directly.tutorial002", register_routes};

}  // namespace response_directly::tutorial002
