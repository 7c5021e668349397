#include "server/address_counts.hpp"

#include <algorithm>
#include <cstring>
#include <random>

namespace talaria::server {

namespace {

constexpr std::size_t initial_buckets = 64;

IpAddress key_of(const IpAddress& address) {
  if (address.is_v4()) return address;
  IpAddress::Octets octets = address.octets();
  std::fill(octets.begin() + 8, octets.end(), std::uint8_t{0});
  return IpAddress(octets);
}

}  // namespace

// Seeded, so that nobody can choose addresses that fall into one bucket.
std::size_t AddressCounts::Hash::operator()(const IpAddress& address) const noexcept {
  std::uint64_t halves[2];
  std::memcpy(halves, address.octets().data(), sizeof halves);
  std::uint64_t value = seed;
  for (const std::uint64_t half : halves) {
    value = (value ^ half) * 0x9E3779B97F4A7C15u;
    value ^= value >> 32;
  }
  return static_cast<std::size_t>(value);
}

AddressCounts::AddressCounts(std::size_t most) : most_(most), counts_(initial_buckets, Hash{std::random_device{}()}) {}

AddressCounts::Ticket AddressCounts::enter(const IpAddress& address) {
  const IpAddress key = key_of(address);
  const std::lock_guard lock(mutex_);
  std::size_t& count = counts_[key];
  if (count >= most_) return {};
  ++count;
  return {*this, key};
}

void AddressCounts::leave(const IpAddress& key) {
  const std::lock_guard lock(mutex_);
  const auto found = counts_.find(key);
  if (found != counts_.end() && --found->second == 0) counts_.erase(found);
}

}  // namespace talaria::server
