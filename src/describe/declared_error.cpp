#include <talaria/describe/declared_error.hpp>
#include <talaria/model/dump.hpp>

namespace talaria::describe {

HTTPException make_exception(const Failure& failure) {
  const ErrorInfo& info = *failure.info;
  if (info.type == nullptr) return *static_cast<const HTTPException*>(failure.error);
  Json content = model::to_json(*info.type, failure.error);
  Json detail;
  JsonObject members;
  for (auto& [name, value] : content.as_object()) {
    if (name == "detail") {
      detail = std::move(value);
    } else {
      members.append(std::move(name), std::move(value));
    }
  }
  HTTPException exception(info.status_code, std::move(detail),
                          info.headers != nullptr ? info.headers(failure.error) : http::Headers());
  exception.set_declared(info, std::move(members));
  return exception;
}

}  // namespace talaria::describe
