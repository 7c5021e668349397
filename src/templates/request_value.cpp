// The request as templates see it: `request.url.path`, `request.headers['host']`, `url_for('read_item', id=5)`.
#include "templates/environment.hpp"
#include "templates/objects.hpp"

#include <talaria/base/strings.hpp>
#include <talaria/http/request.hpp>

namespace talaria::templates {

namespace {

// A URL is printed as a whole, and has parts.
class UrlObject final : public Object {
 public:
  explicit UrlObject(const Request& request) : request_(request) {}
  [[nodiscard]] std::string_view type_name() const override { return "URL"; }
  [[nodiscard]] std::string str() const override { return request_.url(); }
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) override {
    if (name == "path") return Value::borrowed(request_.path());
    if (name == "query") return Value::borrowed(request_.query_string());
    if (name == "scheme") return Value::borrowed(request_.scheme());
    if (name == "netloc") return Value::borrowed(request_.host());
    if (name == "hostname") return Value::text(std::string(request_.host().substr(0, host_size())));
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::size_t host_size() const {
    const std::string_view host = request_.host();
    const std::size_t colon = host.rfind(':');
    return colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos ? colon : host.size();
  }
  const Request& request_;
};

// The pairs of a query or of cookies: of several of one name the last counts.
Value dict_of(const Request::Pairs& pairs) {
  Value made = Value::dict();
  for (const auto& [name, value] : pairs) made.own_dict()->set(Value::borrowed(name), Value::borrowed(value));
  return made;
}

Value dict_of_headers(const Request& request) {
  Value made = Value::dict();
  for (const auto& field : request.head().fields) {
    made.own_dict()->set(Value::text(base::to_lower(field.name)), Value::text(std::string(field.value)));
  }
  return made;
}

Value client_of(const Request& request) {
  Value made = Value::dict();
  made.own_dict()->set(Value::borrowed("host"), Value::borrowed(request.client_host()));
  made.own_dict()->set(Value::borrowed("port"), Value::integer(request.client_port()));
  return made;
}

class RequestObject final : public Object {
 public:
  explicit RequestObject(const Request& request) : request_(request) {}
  [[nodiscard]] std::string_view type_name() const override { return "Request"; }
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) override {
    if (name == "url") return Value::object(std::make_shared<UrlObject>(request_));
    if (name == "base_url") return Value::text(request_.base_url());
    if (name == "method") return Value::borrowed(request_.method_name());
    if (name == "headers") return dict_of_headers(request_);
    if (name == "query_params") return dict_of(request_.query_params());
    if (name == "cookies") return dict_of(request_.cookies());
    if (name == "client") return client_of(request_);
    if (name == "url_for") return url_for_value(request_);
    return std::nullopt;
  }

 private:
  const Request& request_;
};

class UrlForObject final : public Object {
 public:
  explicit UrlForObject(const Request& request) : request_(request) {}
  [[nodiscard]] std::string_view type_name() const override { return "function"; }
  [[nodiscard]] bool callable() const override { return true; }
  Value call(Render&, const Arguments& arguments) override {
    if (arguments.values.size() != 1) fail("url_for takes the name of a route, and its parameters by their names");
    std::vector<http::PathParam> params;
    for (const auto& [name, value] : arguments.named) {
      if (value.is_undefined()) fail_undefined(value);
      params.emplace_back(name, to_text(value));
    }
    try {
      return Value::text(request_.url_for(to_text(arguments.values.front()), params));
    } catch (const http::NoMatchFound& error) {
      fail(error.what());
    }
  }

 private:
  const Request& request_;
};

}  // namespace

Value request_value(const Request& request) {
  return Value::object(std::make_shared<RequestObject>(request));
}
Value url_for_value(const Request& request) {
  return Value::object(std::make_shared<UrlForObject>(request));
}

}  // namespace talaria::templates
