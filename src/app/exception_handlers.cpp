#include <algorithm>
#include <cxxabi.h>

#include <talaria/app/exception_handlers.hpp>
#include <talaria/base/unavailable.hpp>
#include <talaria/describe/json_response.hpp>
#include <talaria/http/status.hpp>

namespace talaria {

namespace {

Response detail_response(int status_code, const Json& detail) {
  JsonObject content;
  content.append("detail", detail);
  return JSONResponse(content, status_code);
}

Response default_response(const HTTPException& error) {
  const int status_code = error.status_code();
  Response response;
  if (!http::allows_content(status_code)) {
    response.status_code = status_code;
  } else {
    response = detail_response(status_code, error.detail());
  }
  for (const auto& [name, value] : error.headers()) response.headers.add(name, value);
  return response;
}

Response default_response(const RequestValidationError& error) {
  return detail_response(422, model::errors_to_json(error.errors()));
}

Response unavailable_response(int retry_after) {
  Response response = detail_response(503, "Service Unavailable");
  response.headers.set("retry-after", std::to_string(retry_after));
  return response;
}

// The response of the default handlers; nothing for an exception of another type.
std::optional<Response> default_response(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const HTTPException& exception) {
    return default_response(exception);
  } catch (const RequestValidationError& exception) {
    return default_response(exception);
  } catch (const http::BodyError& exception) {
    return detail_response(exception.status_code(), exception.what());
  } catch (const BlockingPoolFull&) {
    return unavailable_response(1);
  } catch (const Unavailable& exception) {
    return unavailable_response(exception.retry_after());
  } catch (...) {
    return std::nullopt;
  }
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

}  // namespace

Task<Response> http_exception_handler(Request&, const HTTPException& exception) {
  co_return default_response(exception);
}

Task<Response> request_validation_exception_handler(Request&, const RequestValidationError& exception) {
  co_return default_response(exception);
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

Task<Response> ExceptionHandlers::respond(Request& request, std::exception_ptr error) const {
  for (const auto* type : types_of(error)) {
    if (const Entry* entry = find(*type)) {
      const void* exception = entry->cast(error);
      Task<Response> task = entry->call(request, exception);
      Response response = co_await std::move(task);
      co_await http::complete(request, response);
      co_return response;
    }
    // A default handler stands where its type stands, so that a handler for std::exception does not hide it.
    if (*type == typeid(HTTPException) || *type == typeid(RequestValidationError) || *type == typeid(http::BodyError) ||
        *type == typeid(BlockingPoolFull) || *type == typeid(Unavailable)) {
      if (auto response = default_response(error)) co_return std::move(*response);
    }
  }
  std::rethrow_exception(std::move(error));
}

Task<Response> ExceptionHandlers::respond(Request& request, const RequestValidationError& error) const {
  if (const Entry* entry = find(typeid(RequestValidationError))) {
    Task<Response> task = entry->call(request, &error);
    Response response = co_await std::move(task);
    co_await http::complete(request, response);
    co_return response;
  }
  co_return default_response(error);
}

Task<Response> ExceptionHandlers::respond(Request& request, const HTTPException& error) const {
  if (const Entry* entry = find(typeid(HTTPException))) {
    Task<Response> task = entry->call(request, &error);
    Response response = co_await std::move(task);
    co_await http::complete(request, response);
    co_return response;
  }
  co_return default_response(error);
}

}  // namespace talaria
