#include "testing/declared_check.hpp"

#include <talaria/app/app.hpp>
#include <talaria/base/strings.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria::test_client {

void check_declared(http::Service& service, const Request& request, int status_code) {
  auto* const app = dynamic_cast<App*>(&service);
  if (app == nullptr || status_code < 400) return;
  const describe::OperationInfo* const operation = app->find_operation(request);
  if (operation == nullptr || !operation->options.include_in_schema) return;
  const Json& shown = app->openapi()["paths"][operation->document_path];
  const JsonObject& described = shown[base::to_lower(http::method_name(operation->method))].as_object();
  if ((status_code == 401 || status_code == 403) && described.contains("security")) return;
  const JsonObject& responses = described.find("responses")->as_object();
  const std::string code = std::to_string(status_code);
  if (responses.contains(code) || responses.contains(code.substr(0, 1) + "XX") || responses.contains("default")) return;
  std::string documented;
  for (const auto& [key, response] : responses) documented += (documented.empty() ? "" : ", ") + key;
  throw UndeclaredError(std::string(request.method_name()) + " " + std::string(request.path()) + " answered " + code +
                        ", and the document of " + operation->name + " shows " + documented +
                        "; declare the error, Result<T, NotFound>, or name it in the route's `responses`");
}

}  // namespace talaria::test_client
