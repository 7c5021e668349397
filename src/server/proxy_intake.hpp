// ProxyIntake: a client whose PROXY header has not come yet.
#pragma once
#include "server/member.hpp"
#include "server/proxy_protocol.hpp"
#include "server/transport.hpp"

namespace talaria::server {

class Worker;

/// Reads the header, and not an octet more, and makes way for what speaks HTTP. What is no header is hung up on without
/// an answer: who knows what it is.
class ProxyIntake final : public Member {
 public:
  ProxyIntake(Worker& worker, Transport transport);

  void start() override;
  void sweep(async::TimePoint now) override;
  void finish_soon() override;
  void cut() override;

 private:
  void wait();
  void on_input(const boost::system::error_code& error);
  bool read();
  void go_on();
  void close();

  Worker& worker_;
  Transport transport_;
  ProxyHeaderParser parser_;
  async::TimePoint deadline_{};
  bool waiting_ = false;
  bool closed_ = false;
};

}  // namespace talaria::server
