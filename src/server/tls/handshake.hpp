// TlsHandshake: a client whose TLS handshake has not ended.
#pragma once
#include "server/member.hpp"
#include "server/tls/context.hpp"
#include "server/transport.hpp"

#include <memory>

namespace talaria::server {

class Worker;

/// Makes way for what speaks the protocol that the client chose. Who does not come to an end in time is hung up on.
class TlsHandshake final : public Member {
 public:
  TlsHandshake(Worker& worker, Transport transport);

  void start() override;
  void sweep(async::TimePoint now) override;
  void finish_soon() override;
  void cut() override;

 private:
  void begin_wait(TlsSession::Step step);
  void on_ready(const boost::system::error_code& error);
  void go_on();
  void refuse();
  void close();

  Worker& worker_;
  Transport transport_;
  std::unique_ptr<TlsSession> session_;
  async::TimePoint deadline_{};
  bool waiting_ = false;
  bool closed_ = false;
};

}  // namespace talaria::server
