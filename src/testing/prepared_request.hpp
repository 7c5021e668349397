// What the test client sends and gets, as the app sees it.
#pragma once
#include <string>
#include <string_view>

#include <talaria/http/request.hpp>
#include <talaria/http/response.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria::test_client {

inline constexpr std::string_view host = "testserver";

/// A request with everything that it points to.
class PreparedRequest {
 public:
  PreparedRequest(std::string_view method, std::string_view url, const TestRequest& request,
                  const TestRequest::Pairs& client_cookies);
  PreparedRequest(const PreparedRequest&) = delete;
  PreparedRequest& operator=(const PreparedRequest&) = delete;

  [[nodiscard]] const http::RequestHead& head() const { return head_; }
  [[nodiscard]] const std::string& body() const { return body_; }

 private:
  void take_url(std::string_view url);
  void make_body(const TestRequest& request);
  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
  void add_default(std::string_view name, std::string value);
  void add_params(const TestRequest::Pairs& params);
  void add_cookies(const TestRequest::Pairs& client_cookies, const TestRequest::Pairs& own);

  std::string method_;
  std::string target_;
  std::string host_{host};
  std::string body_;
  TestRequest::Pairs fields_;
  http::RequestHead head_;
};

/// `request` with the fields that ask for a WebSocket.
[[nodiscard]] TestRequest with_handshake(const TestRequest& request);

/// Reads `response` to its end, after_send included; `is_head`: its content is left out.
Task<TestResponse> collect(Response& response, bool is_head);

}  // namespace talaria::test_client
