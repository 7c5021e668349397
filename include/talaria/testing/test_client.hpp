// TestClient: requests to an app without a socket, on the path that the server takes (FastAPI's TestClient).
#pragma once
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <talaria/base/owned.hpp>
#include <talaria/http/headers.hpp>
#include <talaria/http/service.hpp>
#include <talaria/model/json.hpp>
#include <talaria/testing/test_response.hpp>
#include <talaria/testing/websocket_session.hpp>

namespace talaria {

namespace async {
class Loop;
}

/// A file that a test sends in a form.
struct TestFile {
  std::string name;  ///< of the form's field
  std::string filename;
  std::string content;
  /// What its name suggests unless said.
  std::string content_type = {};
};

/// What a test sends beyond method and URL; everything may be left out.
struct TestRequest {
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  /// Appended to the URL as a query string.
  Pairs params = {};
  Pairs headers = {};
  /// Sent with this request only, beside the client's own cookies.
  Pairs cookies = {};
  /// A JSON body with its content type.
  std::optional<Json> json = {};
  /// The fields of a form.
  Pairs data = {};
  /// The files of a form; with one, it is sent as multipart/form-data.
  std::vector<TestFile> files = {};
  /// A body as it is; the content type has to be in `headers`.
  std::string content = {};

  ~TestRequest();
};

/// How a TestClient behaves.
struct TestClientOptions {
  /// Whether redirects are followed, as in FastAPI's client.
  bool follow_redirects = true;
  /// The loop to run on, for example a VirtualLoop; null for one of its own. Must outlive the client.
  async::Loop* loop = nullptr;
  /// Whether an answer of 400 or more that the document of its route does not show throws UndeclaredError: so tests
  /// find out what a handler fails with and does not declare. A route with a security scheme may answer 401 and 403.
  bool fail_on_undeclared_errors = false;
};

/// An app answered with an error that its document does not show; see TestClientOptions.
class UndeclaredError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Calls an app in process. The lifespan runs while the client lives: its first half in the constructor, its second in
/// the destructor. Keeps the cookies that it is sent. Used by one thread.
class TestClient {
 public:
  explicit TestClient(http::Service& service, TestClientOptions options = {});
  TestClient(const TestClient&) = delete;
  TestClient& operator=(const TestClient&) = delete;
  ~TestClient();

  /// `url` is a path with its query, or a whole URL: `https://example.com/` asks as a client of that host with TLS.
  TestResponse get(std::string_view url, const TestRequest& request = {});
  TestResponse post(std::string_view url, const TestRequest& request = {});
  TestResponse put(std::string_view url, const TestRequest& request = {});
  TestResponse patch(std::string_view url, const TestRequest& request = {});
  TestResponse delete_(std::string_view url, const TestRequest& request = {});
  TestResponse head(std::string_view url, const TestRequest& request = {});
  TestResponse options(std::string_view url, const TestRequest& request = {});
  /// A request with whatever method.
  TestResponse request(std::string_view method, std::string_view url, const TestRequest& request = {});

  /// Opens a WebSocket. Throws WebSocketDenialResponse when it is refused.
  WebSocketTestSession websocket_connect(std::string_view url, const TestRequest& request = {});

  /// The cookies that are sent with every request.
  std::vector<std::pair<std::string, std::string>> cookies;

 private:
  struct Impl;
  TestResponse send(std::string_view method, std::string_view url, const TestRequest& request);
  void keep_cookies(const TestResponse& response);

  Owned<Impl> impl_;
};

}  // namespace talaria
