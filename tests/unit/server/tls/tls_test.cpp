// TLS with clients that are not ours: openssl, curl and h2load. The certificates are made here.
#include "server/tls/context.hpp"
#include "server/tls/handshake.hpp"
#include "wire_client.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace talaria::server {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

/// What a command writes, both streams together.
std::string shell(const std::string& command) {
  std::string text;
  std::FILE* const pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return text;
  std::array<char, 4096> block{};
  while (const std::size_t size = std::fread(block.data(), 1, block.size(), pipe)) text.append(block.data(), size);
  ::pclose(pipe);
  return text;
}

/// A folder with certificates; gone at the end.
class Certificates {
 public:
  Certificates() {
    std::string name = (fs::temp_directory_path() / "talaria-tls-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    make_authority("ca");
    make("server", "ca", "localhost");
  }
  Certificates(const Certificates&) = delete;
  Certificates& operator=(const Certificates&) = delete;
  ~Certificates() { fs::remove_all(folder_); }

  [[nodiscard]] std::string file(const std::string& name) const { return (folder_ / name).string(); }
  void make_authority(const std::string& name) const {
    shell("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=" + name +
          " -keyout " + file(name + ".key") + " -out " + file(name + ".pem"));
  }
  /// NAME.pem and NAME.key, signed by `authority`.
  void make(const std::string& name, const std::string& authority, const std::string& host) const {
    std::ofstream(file("extensions")) << "subjectAltName=DNS:" << host << ",IP:127.0.0.1\n";
    shell("openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=" + name + " -keyout " +
          file(name + ".key") + " -out " + file(name + ".csr") + " && openssl x509 -req -days 30 -in " +
          file(name + ".csr") + " -CA " + file(authority + ".pem") + " -CAkey " + file(authority + ".key") +
          " -CAcreateserial -extfile " + file("extensions") + " -out " + file(name + ".pem"));
  }
  [[nodiscard]] TlsOptions options() const {
    TlsOptions tls;
    tls.certificate_chain_file = file("server.pem");
    tls.private_key_file = file("server.key");
    return tls;
  }

 private:
  fs::path folder_;
};

Task<Response> tell(Request& request) {
  const std::string_view body = co_await request.body();
  std::string text(request.http_version());
  text.append(" ").append(request.scheme()).append(" ").append(std::to_string(body.size()));
  co_return PlainTextResponse(std::move(text));
}

ServerOptions serving(TlsOptions tls) {
  ServerOptions options;
  options.port = 0;
  options.threads = 2;
  options.tls = std::move(tls);
  options.graceful_timeout = 2000ms;
  return options;
}

class Tls : public testing::Test {
 protected:
  static void SetUpTestSuite() { certificates = new Certificates; }
  static void TearDownTestSuite() { delete certificates; }

  static std::string curl(const RunningServer& server, const std::string& arguments) {
    return shell("curl -sS --max-time 10 --cacert " + certificates->file("ca.pem") + " " + arguments +
                 " https://127.0.0.1:" + std::to_string(server.port()) + "/");
  }
  /// openssl s_client, which sends a request of HTTP/1.0 and reads the answer.
  static std::string s_client(const RunningServer& server, const std::string& arguments) {
    return shell("printf 'GET / HTTP/1.0\\r\\n\\r\\n' | timeout 10 openssl s_client -ign_eof -connect 127.0.0.1:" +
                 std::to_string(server.port()) + " " + arguments);
  }
  static std::string start_error(const TlsOptions& tls) {
    try {
      RunningServer server(tell, serving(tls));
    } catch (const std::exception& error) {
      return error.what();
    }
    return "started";
  }

  static Certificates* certificates;
};

Certificates* Tls::certificates = nullptr;

TEST_F(Tls, CurlGetsBothVersionsOfHttp) {
  RunningServer server(tell, serving(certificates->options()));
  EXPECT_EQ(curl(server, "--http2"), "2 https 0");
  EXPECT_EQ(curl(server, "--http1.1"), "1.1 https 0");
  EXPECT_EQ(curl(server, "--no-alpn"), "1.1 https 0");
  EXPECT_EQ(curl(server, "--http2 --tls-max 1.2"), "2 https 0");
}

TEST_F(Tls, CurlUploads) {
  RunningServer server(tell, serving(certificates->options()));
  const std::string file = certificates->file("upload");
  std::ofstream(file) << std::string(900'000, 'x');
  EXPECT_EQ(curl(server, "--http2 --data-binary @" + file), "2 https 900000");
  EXPECT_EQ(curl(server, "--http1.1 --data-binary @" + file), "1.1 https 900000");
}

TEST_F(Tls, BigAnswersArriveWhole) {
  RunningServer server([](Request&) -> Task<Response> { co_return PlainTextResponse(std::string(5'000'000, 'x')); },
                       serving(certificates->options()));
  EXPECT_EQ(curl(server, "--http2 -o /dev/null -w '%{size_download}'"), "5000000");
  EXPECT_EQ(curl(server, "--http1.1 -o /dev/null -w '%{size_download}'"), "5000000");
  EXPECT_EQ(curl(server, "--http1.1 --limit-rate 10M -o /dev/null -w '%{size_download}'"), "5000000");
}

TEST_F(Tls, WithoutHttp2OnlyHttp1IsOffered) {
  ServerOptions options = serving(certificates->options());
  options.http2 = false;
  RunningServer server(tell, options);
  EXPECT_EQ(curl(server, "--http2"), "1.1 https 0");
  EXPECT_THAT(s_client(server, "-alpn h2"), HasSubstr("no application protocol"));
}

TEST_F(Tls, ALoadOverHttp2) {
  if (std::system("command -v h2load > /dev/null") != 0) GTEST_SKIP() << "h2load is not installed (nghttp2-client)";
  RunningServer server(tell, serving(certificates->options()));
  const std::string place = std::to_string(server.port()) + "/";
  EXPECT_THAT(shell("h2load -n 3000 -c 10 -m 20 https://127.0.0.1:" + place),
              AllOf(HasSubstr("3000 succeeded, 0 failed, 0 errored"), HasSubstr("Application protocol: h2")));
  EXPECT_THAT(shell("h2load --h1 -n 1000 -c 10 https://127.0.0.1:" + place), HasSubstr("1000 succeeded, 0 failed"));
}

TEST_F(Tls, OldVersionsAndWeakCiphersAreRefused) {
  RunningServer server(tell, serving(certificates->options()));
  EXPECT_THAT(s_client(server, "-tls1_1"), Not(HasSubstr("HTTP/1.1 200")));
  EXPECT_THAT(s_client(server, "-tls1_2 -cipher AES128-SHA:@SECLEVEL=0"), HasSubstr("handshake failure"));
  EXPECT_THAT(s_client(server, "-tls1_2"), HasSubstr("HTTP/1.1 200"));
  EXPECT_THAT(s_client(server, "-tls1_3"), HasSubstr("HTTP/1.1 200"));
  TlsOptions modern = certificates->options();
  modern.minimum_version = TlsVersion::tls_1_3;
  RunningServer strict(tell, serving(modern));
  EXPECT_THAT(s_client(strict, "-tls1_2"), Not(HasSubstr("HTTP/1.1 200")));
}

TEST_F(Tls, SessionsAreResumedByTickets) {
  RunningServer server(tell, serving(certificates->options()));
  const std::string session = certificates->file("session");
  EXPECT_THAT(s_client(server, "-sess_out " + session), HasSubstr("New, TLSv1.3"));
  EXPECT_THAT(s_client(server, "-sess_in " + session), HasSubstr("Reused, TLSv1.3"));
  TlsOptions without = certificates->options();
  without.session_tickets = false;
  RunningServer other(tell, serving(without));
  EXPECT_THAT(s_client(other, "-tls1_2"), Not(HasSubstr("TLS session ticket:")));
}

TEST_F(Tls, ClientsShowCertificates) {
  certificates->make("friend", "ca", "friend");
  certificates->make_authority("stranger");
  TlsOptions tls = certificates->options();
  tls.client_ca_file = certificates->file("ca.pem");
  const auto identity = [](const std::string& name) {
    return "--cert " + certificates->file(name + ".pem") + " --key " + certificates->file(name + ".key");
  };
  tls.client_certificates = ClientCertificates::required;
  RunningServer strict(tell, serving(tls));
  EXPECT_EQ(curl(strict, identity("friend")), "2 https 0");
  EXPECT_THAT(curl(strict, ""), Not(HasSubstr("https 0")));
  EXPECT_THAT(curl(strict, identity("stranger")), Not(HasSubstr("https 0")));
  tls.client_certificates = ClientCertificates::optional;
  RunningServer lenient(tell, serving(tls));
  EXPECT_EQ(curl(lenient, identity("friend")), "2 https 0");
  EXPECT_EQ(curl(lenient, ""), "2 https 0");
  EXPECT_THAT(curl(lenient, identity("stranger")), Not(HasSubstr("https 0")));
}

TEST_F(Tls, SaysWhatIsWrongBeforeItStarts) {
  certificates->make("other", "ca", "other");
  TlsOptions tls = certificates->options();
  tls.private_key_file = certificates->file("other.key");
  EXPECT_THAT(start_error(tls), AllOf(HasSubstr("private key"), HasSubstr("other.key")));
  tls.private_key_file = certificates->file("missing.key");
  EXPECT_THAT(start_error(tls), AllOf(HasSubstr("No such file"), HasSubstr("missing.key")));
  tls.private_key_file.clear();
  EXPECT_THAT(start_error(tls), HasSubstr("no file is named for the private key"));
  tls = certificates->options();
  tls.certificate_chain_file = certificates->file("server.key");
  EXPECT_THAT(start_error(tls), AllOf(HasSubstr("no certificate"), HasSubstr("server.key")));
  tls = certificates->options();
  tls.ciphers = "NONSENSE";
  EXPECT_THAT(start_error(tls), HasSubstr("NONSENSE"));
  tls = certificates->options();
  tls.client_certificates = ClientCertificates::required;
  EXPECT_THAT(start_error(tls), HasSubstr("those who sign"));
}

TEST_F(Tls, AnEncryptedKeyNeedsItsPassword) {
  shell("openssl ec -in " + certificates->file("server.key") + " -aes256 -passout pass:secret -out " +
        certificates->file("locked.key"));
  TlsOptions tls = certificates->options();
  tls.private_key_file = certificates->file("locked.key");
  EXPECT_THAT(start_error(tls), HasSubstr("locked.key"));
  tls.private_key_password = "secret";
  EXPECT_EQ(start_error(tls), "started");
}

TEST_F(Tls, CertificatesAreReloaded) {
  certificates->make("before", "ca", "localhost");
  certificates->make("after", "ca", "localhost");
  const auto put = [](const std::string& name) {
    for (const char* const kind : {".key", ".pem"}) {
      fs::copy_file(certificates->file(name + kind), certificates->file(std::string("live") + kind),
                    fs::copy_options::overwrite_existing);
    }
  };
  put("before");
  TlsOptions tls;
  tls.certificate_chain_file = certificates->file("live.pem");
  tls.private_key_file = certificates->file("live.key");
  tls.reload_interval = std::chrono::hours{1};
  RunningServer server(tell, serving(tls));
  EXPECT_THAT(s_client(server, ""), HasSubstr("CN = before"));
  put("after");
  EXPECT_THAT(s_client(server, ""), HasSubstr("CN = before"));
  server.server().reload_certificates();
  EXPECT_THAT(s_client(server, ""), HasSubstr("CN = after"));
  // What is wrong changes nothing.
  std::ofstream(certificates->file("live.pem")) << "nonsense";
  EXPECT_THROW(server.server().reload_certificates(), std::runtime_error);
  EXPECT_THAT(s_client(server, ""), HasSubstr("CN = after"));
}

TEST_F(Tls, ChangedFilesAreNoticed) {
  const auto put = [](const std::string& name, const std::string& host) {
    certificates->make(name, "ca", host);
    for (const char* const kind : {".key", ".pem"}) {
      fs::rename(certificates->file(name + kind), certificates->file(std::string("watched") + kind));
    }
  };
  put("old", "localhost");
  TlsOptions tls;
  tls.certificate_chain_file = certificates->file("watched.pem");
  tls.private_key_file = certificates->file("watched.key");
  tls.reload_interval = 50ms;
  RunningServer server(tell, serving(tls));
  EXPECT_THAT(s_client(server, ""), HasSubstr("CN = old"));
  put("new", "localhost");
  std::string seen;
  for (int i = 0; i < 50 && seen.find("CN = new") == std::string::npos; ++i) {
    std::this_thread::sleep_for(50ms);
    seen = s_client(server, "");
  }
  EXPECT_THAT(seen, HasSubstr("CN = new"));
}

TEST_F(Tls, WhoSpeaksPlainHttpIsTold) {
  RunningServer server(tell, serving(certificates->options()));
  WireClient client(server.port());
  client.send(get("/"));
  EXPECT_THAT(client.read_until("\n"), HasSubstr("HTTP/1.1 400 Bad Request"));
  EXPECT_TRUE(client.ends());
  EXPECT_THAT(client.received(), HasSubstr("https://"));
}

TEST_F(Tls, AHandshakeHasATime) {
  ServerOptions options = serving(certificates->options());
  options.limits.handshake_time = 200ms;
  RunningServer server(tell, options);
  WireClient silent(server.port());
  WireClient slow(server.port());
  slow.send(std::string("\x16\x03\x01\x02\x00\x01", 6));
  const auto began = std::chrono::steady_clock::now();
  EXPECT_TRUE(silent.ends());
  EXPECT_TRUE(slow.ends());
  EXPECT_GE(std::chrono::steady_clock::now() - began, 150ms);
}

TEST_F(Tls, GarbageEndsTheConnection) {
  RunningServer server(tell, serving(certificates->options()));
  for (const std::string& octets : {std::string(1000, '\xff'), std::string("\x16\x03\x01\x00\x05hello", 10)}) {
    WireClient client(server.port());
    client.send(octets);
    EXPECT_TRUE(client.ends());
  }
  EXPECT_EQ(curl(server, ""), "2 https 0");
}

TEST_F(Tls, StopsWhileClientsShakeHands) {
  RunningServer server(tell, serving(certificates->options()));
  WireClient client(server.port());
  std::this_thread::sleep_for(50ms);
  server.server().stop();
  server.server().wait();
  EXPECT_TRUE(client.ends());
}

TEST_F(Tls, IsNotThereBeforeItIsAskedFor) {
  ServerOptions options;
  options.port = 0;
  RunningServer server(tell, options);
  EXPECT_THROW(server.server().reload_certificates(), std::logic_error);
}

}  // namespace
}  // namespace talaria::server
