// AddressCounts: how many connections each client address has.
#pragma once
#include "server/ip_address.hpp"

#include <cstddef>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace talaria::server {

/// Counts for Limits::connections_per_address. IPv6 counts by networks of 64 bits, because that is what one client has.
/// From any thread.
class AddressCounts {
 public:
  /// One connection that is counted, until it is destroyed.
  class Ticket {
   public:
    Ticket() = default;
    Ticket(AddressCounts& counts, const IpAddress& key) : counts_(&counts), key_(key) {}
    Ticket(Ticket&& other) noexcept : counts_(std::exchange(other.counts_, nullptr)), key_(other.key_) {}
    Ticket& operator=(Ticket&& other) noexcept {
      std::swap(counts_, other.counts_);
      std::swap(key_, other.key_);
      return *this;
    }
    ~Ticket() {
      if (counts_ != nullptr) counts_->leave(key_);
    }

    explicit operator bool() const noexcept { return counts_ != nullptr; }

   private:
    AddressCounts* counts_ = nullptr;
    IpAddress key_;
  };

  explicit AddressCounts(std::size_t most);

  /// Counts one more of `address`. Without a ticket there are too many.
  [[nodiscard]] Ticket enter(const IpAddress& address);

 private:
  struct Hash {
    std::size_t seed;
    std::size_t operator()(const IpAddress& address) const noexcept;
  };

  void leave(const IpAddress& key);

  std::size_t most_;
  std::mutex mutex_;
  std::unordered_map<IpAddress, std::size_t, Hash> counts_;  // guarded by mutex_
};

}  // namespace talaria::server
