// docs_src/openapi_callbacks/tutorial001: what the application sends to the client in turn.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace openapi_callbacks::tutorial001 {

struct Invoice {
  std::string id;
  std::optional<std::string> title;
  std::string customer;
  double total;
};

struct InvoiceEvent {
  std::string description;
  bool paid;
};

struct InvoiceEventReceived {
  bool ok;
};

constexpr const char* description = R"(Create an invoice.

This will (let's imagine) let the API user (some external developer) create an
invoice.

And this path operation will:

* Send the invoice to the client.
* Collect the money from the client.
* Send a notification back to the API user (the external developer), as a callback.
    * At this point is that the API will somehow send a POST request to the
        external API with the notification of the invoice event
        (e.g. "payment successful").)";

void invoice_notification(Body<InvoiceEvent>) {}

Json create_invoice(Body<Invoice>, Query<std::optional<HttpUrl>, "callback_url">) {
  // Send the invoice, collect the money, send the notification (the callback)
  return JsonObject{{"msg", "Invoice received"}};
}

void register_routes(App& app) {
  Callbacks callbacks;
  callbacks.post<invoice_notification>("{$callback_url}/invoices/{$request.body.id}",
                                       {.response_model = schema_of<InvoiceEventReceived>});
  app.post<create_invoice>("/invoices/", {.description = description, .callbacks = callbacks});
}

const Tutorial tutorial{"docs_src.openapi_callbacks.tutorial001", register_routes};

}  // namespace openapi_callbacks::tutorial001
