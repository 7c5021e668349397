// Boost.Beast as its own asynchronous example writes a server (tcp_stream, time-out per read, string bodies), on one
// thread, with the hand-made JSON code of the floor: Beast brings no routing and no validation.
#include "hand_user.hpp"

#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>  // Boost 1.74 forgets it
#include <vector>

#include <boost/asio.hpp>
#include <boost/beast.hpp>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

/// The one thing that the sessions share: the JSON code and its scratch memory.
struct Application {
  bench::HandUser user;
  std::vector<char> padded;

  Response answer(const Request& request) {
    const auto bytes = request.target();
    const std::string_view target(bytes.data(), bytes.size());
    if (target == "/plaintext") return respond(request, http::status::ok, "text/plain; charset=utf-8", "Hello, World!");
    std::string json;
    if (request.method() == http::verb::post && target == "/users") {
      padded.resize(request.body().size() + bench::HandUser::padding);
      std::memcpy(padded.data(), request.body().data(), request.body().size());
      const bool good = user.echo({padded.data(), request.body().size()}, json);
      if (!good) json = R"({"detail":"invalid"})";
      const auto status = good ? http::status::created : http::status::unprocessable_entity;
      return respond(request, status, "application/json", std::move(json));
    }
    if (const auto parts = bench::parse_user_target(target)) {
      bench::append_user_read(json, parts->id, parts->q);
      return respond(request, http::status::ok, "application/json", std::move(json));
    }
    return respond(request, http::status::not_found, "application/json", R"({"detail":"Not Found"})");
  }

  static Response respond(const Request& request, http::status status, const char* type, std::string body) {
    Response response{status, request.version()};
    response.set(http::field::content_type, type);
    response.keep_alive(request.keep_alive());
    response.body() = std::move(body);
    response.prepare_payload();
    return response;
  }
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket&& socket, Application& application) : stream_(std::move(socket)), application_(application) {
    stream_.socket().set_option(tcp::no_delay(true));
  }

  void read() {
    request_ = {};
    stream_.expires_after(std::chrono::seconds(30));
    http::async_read(stream_, buffer_, request_, beast::bind_front_handler(&Session::on_read, shared_from_this()));
  }

 private:
  void on_read(beast::error_code fault, std::size_t /*size*/) {
    if (fault) return;
    response_ = application_.answer(request_);
    http::async_write(stream_, response_, beast::bind_front_handler(&Session::on_write, shared_from_this()));
  }

  void on_write(beast::error_code fault, std::size_t /*size*/) {
    if (fault) return;
    if (response_.need_eof()) {
      stream_.socket().shutdown(tcp::socket::shutdown_send, fault);
      return;
    }
    read();
  }

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  Request request_;
  Response response_;
  Application& application_;
};

void accept(tcp::acceptor& acceptor, Application& application) {
  acceptor.async_accept([&](beast::error_code fault, tcp::socket socket) {
    if (!fault) std::make_shared<Session>(std::move(socket), application)->read();
    accept(acceptor, application);
  });
}

}  // namespace

int main(int argc, char** argv) {
  const int port = argc == 3 && std::strcmp(argv[1], "--port") == 0 ? std::atoi(argv[2]) : 8000;
  asio::io_context context{1};
  tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), static_cast<unsigned short>(port)}};
  Application application;
  accept(acceptor, application);
  context.run();
}
