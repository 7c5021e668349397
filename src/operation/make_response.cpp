#include "operation/make_response.hpp"

#include "operation/stream_response.hpp"

#include <new>
#include <stdexcept>

#include <talaria/describe/http_exception.hpp>
#include <talaria/http/status.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/model/validate.hpp>

namespace talaria::operation {

namespace {

// A value with its description; null for the type: there is none (void).
struct Value {
  const model::TypeInfo* type;
  const void* object;
  const DumpOptions* dump = nullptr;  // null: all of it is written
};

Json to_json(const Value& value) {
  if (value.type == nullptr) return {};
  return value.dump == nullptr ? model::to_json(*value.type, value.object)
                               : model::to_json(*value.type, value.object, *value.dump);
}

void write_json(std::string& out, const Value& value) {
  if (value.type == nullptr) {
    out += "null";
  } else if (value.dump == nullptr) {
    model::write_json(out, *value.type, value.object);
  } else {
    model::write_json(out, *value.type, value.object, *value.dump);
  }
}

// An object of a type that is known at run time only.
class Object {
 public:
  explicit Object(const model::TypeInfo& type)
      : type_(type), memory_(::operator new(type.ops.size, std::align_val_t(type.ops.align))) {
    type_.ops.construct(memory_);
  }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;
  ~Object() {
    type_.ops.destroy(memory_);
    ::operator delete(memory_, std::align_val_t(type_.ops.align));
  }
  [[nodiscard]] void* get() const { return memory_; }

 private:
  const model::TypeInfo& type_;
  void* memory_;
};

// The value as its response model has it; says in `sent` which fields it had.
void convert(const describe::OperationInfo& info, const Value& value, void* out, FieldsSet& sent) {
  Json input = to_json(value);
  model::Errors errors;
  model::ValidationOptions options;
  options.fields_set = &sent;
  options.from_attributes = true;
  if (model::validate(*info.options.response_model, model::no_facts, input, out, {"response"}, errors, options)) return;
  throw ResponseValidationError(std::move(errors), std::move(input),
                                info.name + " (" + std::string(http::method_name(info.method)) + " " + info.path + ")");
}

Response write_text(const describe::OperationInfo& info, const Value& value, int status_code) {
  const Json content = to_json(value);
  const std::string* const text = content.if_string();
  if (text == nullptr && !content.is_null()) {
    throw std::logic_error("the response class of " + info.name +
                           " is made of text, and the handler gave something else");
  }
  return info.response_class->make_of_text(text != nullptr ? *text : std::string(), status_code);
}

void write(const describe::OperationInfo& info, const Value& value, int status_code, std::optional<Response>& out) {
  const describe::ResponseClassInfo& response_class = *info.response_class;
  if (response_class.make_of_text != nullptr) {
    out = write_text(info, value, status_code);
  } else if (response_class.make_of_json != nullptr) {
    out = response_class.make_of_json(to_json(value), status_code);
  } else {
    Response& response = out.emplace();
    response.status_code = status_code;
    response.media_type = response_class.media_type;
    write_json(response.body, value);
  }
}

// Calls `use` with the value as its response model has it, and with what of it is to be written.
template <class Use>
auto with_model(const describe::OperationInfo& info, const Value& value, Use use) {
  const DumpOptions* const dump = info.dump ? &*info.dump : nullptr;
  const model::TypeInfo* const model = info.options.response_model;
  if (model == nullptr || model == value.type) return use(Value{value.type, value.object, dump});
  const Object converted(*model);
  FieldsSet sent;
  convert(info, value, converted.get(), sent);
  if (dump == nullptr) return use(Value{model, converted.get()});
  DumpOptions with_sent = *dump;
  with_sent.fields_set = &sent;
  return use(Value{model, converted.get(), &with_sent});
}

void write_value(const describe::OperationInfo& info, const Value& value, int status_code,
                 std::optional<Response>& out) {
  if (!http::allows_content(status_code)) {
    out.emplace().status_code = status_code;
    return;
  }
  with_model(info, value, [&](const Value& modelled) { write(info, modelled, status_code, out); });
}

}  // namespace

void make_response(const describe::OperationInfo& info, void* result, const Response* injected,
                   std::optional<Response>& out) {
  const describe::ResultInfo& kind = info.handler->result;
  if (kind.response != nullptr) {
    if (Response* const own = kind.response(result)) {
      out.emplace(std::move(*own));
      return;
    }
  }
  const void* const object = kind.value != nullptr ? kind.value(result) : result;
  int status_code = info.options.status_code.value_or(info.response_class->status_code);
  if (injected != nullptr && injected->status_code != 0) status_code = injected->status_code;
  if (kind.stream != nullptr) {
    out = make_stream_response(info, const_cast<void*>(object), status_code);
  } else {
    write_value(info, {kind.type, object}, status_code, out);
  }
  if (injected != nullptr) {
    for (const auto& [name, text] : injected->headers) out->headers.add(name, text);
  }
}

void write_item(const describe::OperationInfo& info, const void* value, std::string& out) {
  with_model(info, {info.handler->result.type, value}, [&](const Value& modelled) { write_json(out, modelled); });
}

}  // namespace talaria::operation
