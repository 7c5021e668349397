#include "app/localize.hpp"

#include <algorithm>
#include <cxxabi.h>

#include <talaria/app/exception_handlers.hpp>
#include <talaria/base/unavailable.hpp>

namespace talaria {

namespace {

// Which policy counts, for the default handlers that handlers of the app call.
struct CurrentPolicy {
  const describe::ErrorPolicy* policy;
};

const describe::ErrorPolicy& policy_of(const Request& request) {
  const auto* const current = request.state().find<CurrentPolicy>();
  return current != nullptr ? *current->policy : *error_policy<DefaultErrors>;
}

// The type and its bases, the most derived first. The run-time type information of the Itanium C++ ABI (2.9.5) is
// public, and it is the only way to learn the bases of a type that is known by name alone.
void append_types(const std::type_info* type, std::vector<const std::type_info*>& out) {
  out.push_back(type);
  if (const auto* single = dynamic_cast<const abi::__si_class_type_info*>(type)) {
    append_types(single->__base_type, out);
  } else if (const auto* several = dynamic_cast<const abi::__vmi_class_type_info*>(type)) {
    for (unsigned i = 0; i < several->__base_count; ++i) append_types(several->__base_info[i].__base_type, out);
  }
}

std::vector<const std::type_info*> types_of(const std::exception_ptr& error) {
  std::vector<const std::type_info*> types;
  append_types(error.__cxa_exception_type(), types);
  // What is unavailable says so beside its own type; that counts for more than being an exception of the library.
  const auto is_general = [](const std::type_info* type) {
    return *type == typeid(std::runtime_error) || *type == typeid(std::exception);
  };
  const auto general = std::find_if(types.begin(), types.end(), is_general);
  const auto unavailable =
      std::find_if(general, types.end(), [](const std::type_info* type) { return *type == typeid(Unavailable); });
  if (unavailable != types.end()) std::rotate(general, unavailable, unavailable + 1);
  return types;
}

HTTPException unavailable(int retry_after) {
  return HTTPException(503, nullptr, {{"retry-after", std::to_string(retry_after)}});
}

Task<Response> give(Response response) {
  co_return response;
}

}  // namespace

Task<Response> http_exception_handler(Request& request, const HTTPException& exception) {
  co_return policy_of(request).http_response(request, exception);
}

Task<Response> request_validation_exception_handler(Request& request, const RequestValidationError& exception) {
  co_return policy_of(request).validation_error(request, exception);
}

void ExceptionHandlers::add_entry(Entry entry) {
  std::erase_if(entries_, [&](const Entry& known) { return *known.type == *entry.type; });
  entries_.push_back(entry);
}

const ExceptionHandlers::Entry* ExceptionHandlers::find(const std::type_info& type) const {
  for (const auto& entry : entries_) {
    if (*entry.type == type) return &entry;
  }
  return nullptr;
}

Task<Response> ExceptionHandlers::call_entry(const Entry& entry, Request& request, const void* exception) const {
  request.state().emplace<CurrentPolicy>(CurrentPolicy{policy_});
  Task<Response> task = entry.call(request, exception);
  Response response = co_await std::move(task);
  co_await http::complete(request, response);
  co_return response;
}

// What the policy says; nothing for an exception of another type.
std::optional<Response> ExceptionHandlers::default_response(Request& request, const std::exception_ptr& error) const {
  try {
    std::rethrow_exception(error);
  } catch (const HTTPException& exception) {
    return policy_->http_response(request, exception);
  } catch (const http::BodyError& exception) {
    return policy_->http_response(request, HTTPException(exception.status_code(), exception.what()));
  } catch (const BlockingPoolFull&) {
    return policy_->http_response(request, unavailable(1));
  } catch (const Unavailable& exception) {
    return policy_->http_response(request, unavailable(exception.retry_after()));
  } catch (...) {
    return std::nullopt;
  }
}

Task<Response> ExceptionHandlers::respond(Request& request, std::exception_ptr error) const {
  for (const auto* type : types_of(error)) {
    if (*type == typeid(RequestValidationError)) {
      const auto& invalid = *static_cast<const RequestValidationError*>(cast<RequestValidationError>(error));
      Task<Response> task = respond(request, invalid);
      Response response = co_await std::move(task);
      co_return response;
    }
    if (const Entry* entry = find(*type)) {
      const void* exception = entry->cast(error);
      Task<Response> task = call_entry(*entry, request, exception);
      Response response = co_await std::move(task);
      co_return response;
    }
    // A default handler stands where its type stands, so that a handler for std::exception does not hide it.
    if (*type == typeid(HTTPException) || *type == typeid(http::BodyError) || *type == typeid(BlockingPoolFull) ||
        *type == typeid(Unavailable)) {
      if (auto response = default_response(request, error)) co_return std::move(*response);
    }
  }
  std::rethrow_exception(std::move(error));
}

Task<Response> ExceptionHandlers::respond(Request& request, const RequestValidationError& error) const {
  return languages_.empty() ? answer(request, error) : answer_in_language(request, error);
}

Task<Response> ExceptionHandlers::answer(Request& request, const RequestValidationError& error) const {
  if (const Entry* entry = find(typeid(RequestValidationError))) return call_entry(*entry, request, &error);
  return give(policy_->validation_error(request, error));
}

Task<Response> ExceptionHandlers::answer_in_language(Request& request, const RequestValidationError& error) const {
  const std::string language = app::choose_language(request, languages_, default_language_);
  const RequestValidationError localized = app::localize(error, languages_, language);
  Task<Response> task = answer(request, localized);
  Response response = co_await std::move(task);
  if (!response.headers.contains("content-language")) response.headers.set("content-language", language);
  response.headers.add_vary("Accept-Language");
  co_return response;
}

Task<Response> ExceptionHandlers::respond(Request& request, const HTTPException& error) const {
  if (const Entry* entry = find(typeid(HTTPException))) return call_entry(*entry, request, &error);
  return give(policy_->http_response(request, error));
}

Task<Response> ExceptionHandlers::respond(Request& request, const describe::Failure& failure) const {
  if (const Entry* entry = find(*failure.info->id)) {
    Task<Response> task = call_entry(*entry, request, failure.error);
    Response response = co_await std::move(task);
    co_return response;
  }
  const HTTPException exception = describe::make_exception(failure);
  Task<Response> task = respond(request, exception);
  Response response = co_await std::move(task);
  co_return response;
}

Response ExceptionHandlers::server_error(const Request& request) const {
  try {
    return policy_->server_error(request);
  } catch (...) {  // a policy of the program's own; the exception that it was asked about is told of already
    return PlainTextResponse("Internal Server Error", 500);
  }
}

}  // namespace talaria
