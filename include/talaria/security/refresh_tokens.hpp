// RefreshTokens: tokens that are changed for a new one at each use, so that a stolen one gives itself away.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <talaria/async/loop.hpp>
#include <talaria/async/task.hpp>
#include <talaria/base/chrono.hpp>
#include <talaria/base/owned.hpp>
#include <talaria/base/result.hpp>

namespace talaria {

/// What is stored of a refresh token.
struct RefreshToken {
  std::string hash = {};     ///< hash_token() of it; the token itself is stored nowhere
  std::string family = {};   ///< the same for all tokens that came out of one login
  std::string subject = {};  ///< whose it is
  std::string data = {};     ///< what the program wants to know again: scopes, say
  async::WallTime family_started = {};
  async::WallTime expires_at = {};
  /// When it was changed for another one; nothing: not yet.
  std::optional<async::WallTime> used_at = {};

  ~RefreshToken();
};

/// Where refresh tokens are kept. Called from every loop.
class RefreshTokenStore {
 public:
  virtual ~RefreshTokenStore() = default;
  virtual Task<void> add(RefreshToken token) = 0;
  /// Marks a token as used at that time, unless it is already, and gives it as it was before; nothing when it is not
  /// there. Of two calls at once only one may see it unused, so a database does it in one statement.
  virtual Task<std::optional<RefreshToken>> use(std::string hash, async::WallTime now) = 0;
  /// Removes all tokens of a family.
  virtual Task<void> remove_family(std::string family) = 0;
  /// Removes all tokens of a user.
  virtual Task<void> remove_subject(std::string subject) = 0;
};

/// Keeps them in memory: for tests, and for programs of one process whose users may log in again after a restart.
/// Expired ones are forgotten.
class MemoryRefreshTokenStore final : public RefreshTokenStore {
 public:
  MemoryRefreshTokenStore();
  ~MemoryRefreshTokenStore() override;
  Task<void> add(RefreshToken token) override;
  Task<std::optional<RefreshToken>> use(std::string hash, async::WallTime now) override;
  Task<void> remove_family(std::string family) override;
  Task<void> remove_subject(std::string subject) override;

 private:
  struct State;
  Owned<State> state_;
};

/// How long refresh tokens are good for.
struct RefreshTokenOptions {
  /// From its issue; a session that is not used for so long is over.
  std::chrono::seconds lifetime = std::chrono::hours{24 * 14};
  /// From the login; then the user logs in again, however busy the session is.
  std::chrono::seconds max_lifetime = std::chrono::hours{24 * 90};
  /// For how long after its use a token is taken again: for clients that lose an answer, or ask twice at once. Within
  /// it a thief is not noticed.
  std::chrono::seconds reuse_grace{0};
};

/// Why a refresh token is not taken. A client is told no more than 401.
enum class RefreshFault : std::uint8_t {
  unknown,  ///< never issued, revoked, or forgotten
  expired,
  reused,  ///< it was used before: two have it, so nobody's token of that login is good any more
};

/// A token that was changed for a new one.
struct RefreshedToken {
  std::string token;
  std::string subject;
  std::string data;
};

/// Issues, changes and revokes refresh tokens (RFC 9700 section 4.14.2). Used from any loop.
class RefreshTokens {
 public:
  /// The store is borrowed.
  explicit RefreshTokens(RefreshTokenStore& store, const RefreshTokenOptions& options = {})
      : store_(&store), options_(options) {}

  /// The token of a new login; 256 random bits.
  [[nodiscard]] Task<std::string> issue(std::string subject, std::string data = {});
  /// A new token for this one, which is good no longer. The use of one that was used before revokes all tokens of its
  /// login.
  [[nodiscard]] Task<Result<RefreshedToken, RefreshFault>> refresh(std::string token);
  /// Ends the login that the token came out of.
  Task<void> revoke(std::string token);
  /// Ends all logins of a user: after a change of the password, say.
  Task<void> revoke_all(std::string subject);

 private:
  Task<std::string> add(RefreshToken token);

  RefreshTokenStore* store_;
  RefreshTokenOptions options_;
};

}  // namespace talaria
