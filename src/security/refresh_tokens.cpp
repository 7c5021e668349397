#include <algorithm>
#include <map>
#include <mutex>

#include <talaria/crypto/random.hpp>
#include <talaria/security/refresh_tokens.hpp>

namespace talaria {

RefreshToken::~RefreshToken() = default;

struct MemoryRefreshTokenStore::State {
  std::mutex mutex;
  std::map<std::string, RefreshToken> tokens;  // by hash
  async::WallTime next_sweep = {};
};

MemoryRefreshTokenStore::MemoryRefreshTokenStore() : state_(make_owned<State>()) {}

MemoryRefreshTokenStore::~MemoryRefreshTokenStore() = default;

Task<void> MemoryRefreshTokenStore::add(RefreshToken token) {
  const async::WallTime now = async::wall_now();
  const std::lock_guard lock(state_->mutex);
  if (now >= state_->next_sweep) {
    std::erase_if(state_->tokens, [&](const auto& entry) { return entry.second.expires_at <= now; });
    state_->next_sweep = now + std::chrono::minutes(10);
  }
  std::string hash = token.hash;
  state_->tokens.insert_or_assign(std::move(hash), std::move(token));
  co_return;
}

Task<std::optional<RefreshToken>> MemoryRefreshTokenStore::use(std::string hash, async::WallTime now) {
  const std::lock_guard lock(state_->mutex);
  const auto found = state_->tokens.find(hash);
  if (found == state_->tokens.end()) co_return std::nullopt;
  RefreshToken before = found->second;
  if (!before.used_at) found->second.used_at = now;
  co_return before;
}

Task<void> MemoryRefreshTokenStore::remove_family(std::string family) {
  const std::lock_guard lock(state_->mutex);
  std::erase_if(state_->tokens, [&](const auto& entry) { return entry.second.family == family; });
  co_return;
}

Task<void> MemoryRefreshTokenStore::remove_subject(std::string subject) {
  const std::lock_guard lock(state_->mutex);
  std::erase_if(state_->tokens, [&](const auto& entry) { return entry.second.subject == subject; });
  co_return;
}

Task<std::string> RefreshTokens::add(RefreshToken token) {
  std::string text = token_urlsafe(32);
  token.hash = hash_token(text);
  const async::WallTime now = async::wall_now();
  token.expires_at = std::min(now + options_.lifetime, token.family_started + options_.max_lifetime);
  co_await store_->add(std::move(token));
  co_return text;
}

Task<std::string> RefreshTokens::issue(std::string subject, std::string data) {
  RefreshToken token;
  token.family = token_hex(16);
  token.subject = std::move(subject);
  token.data = std::move(data);
  token.family_started = async::wall_now();
  std::string text = co_await add(std::move(token));
  co_return text;
}

Task<Result<RefreshedToken, RefreshFault>> RefreshTokens::refresh(std::string token) {
  const async::WallTime now = async::wall_now();
  std::optional<RefreshToken> known = co_await store_->use(hash_token(token), now);
  if (!known) co_return Unexpected(RefreshFault::unknown);
  if (known->used_at && now >= *known->used_at + options_.reuse_grace) {
    co_await store_->remove_family(std::move(known->family));
    co_return Unexpected(RefreshFault::reused);
  }
  if (now >= known->expires_at) co_return Unexpected(RefreshFault::expired);
  RefreshToken next;
  next.family = known->family;
  next.subject = known->subject;
  next.data = known->data;
  next.family_started = known->family_started;
  RefreshedToken refreshed;
  refreshed.token = co_await add(std::move(next));
  refreshed.subject = std::move(known->subject);
  refreshed.data = std::move(known->data);
  co_return refreshed;
}

Task<void> RefreshTokens::revoke(std::string token) {
  std::optional<RefreshToken> known = co_await store_->use(hash_token(token), async::wall_now());
  if (known) co_await store_->remove_family(std::move(known->family));
}

Task<void> RefreshTokens::revoke_all(std::string subject) {
  co_await store_->remove_subject(std::move(subject));
}

}  // namespace talaria
