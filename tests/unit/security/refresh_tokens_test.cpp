#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/async/gather.hpp>
#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/virtual_clock.hpp>
#include <talaria/security/refresh_tokens.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;

class RefreshTokensTest : public ::testing::Test {
 protected:
  Result<RefreshedToken, RefreshFault> refresh(std::string token) {
    return run_until_complete(loop_, tokens_.refresh(std::move(token)));
  }
  std::string issue(std::string subject, std::string data = {}) {
    return run_until_complete(loop_, tokens_.issue(std::move(subject), std::move(data)));
  }
  void pass(std::chrono::seconds time) {
    const auto body = [](std::chrono::seconds duration) -> Task<void> { co_await talaria::sleep(duration); };
    run_until_complete(loop_, body(time));
  }

  async::VirtualLoop loop_;
  MemoryRefreshTokenStore store_;
  RefreshTokens tokens_{store_, {.lifetime = 100s, .max_lifetime = 250s}};
};

TEST_F(RefreshTokensTest, AreChangedForANewOne) {
  const std::string first = issue("alice", "me items");
  const auto second = refresh(first);
  ASSERT_TRUE(second);
  EXPECT_NE(second->token, first);
  EXPECT_EQ(second->token.size(), 43U);
  EXPECT_EQ(second->subject, "alice");
  EXPECT_EQ(second->data, "me items");
  EXPECT_TRUE(refresh(second->token));
}

TEST_F(RefreshTokensTest, AreUnknownUnlessIssued) {
  EXPECT_EQ(refresh("no token").error(), RefreshFault::unknown);
  EXPECT_EQ(refresh("").error(), RefreshFault::unknown);
}

// Whoever stole one: the second use, by whomever, ends the login for both.
TEST_F(RefreshTokensTest, RevokeTheLoginWhenOneIsUsedTwice) {
  const std::string stolen = issue("alice");
  const std::string elsewhere = issue("alice");
  const auto of_thief = refresh(stolen);
  ASSERT_TRUE(of_thief);
  EXPECT_EQ(refresh(stolen).error(), RefreshFault::reused);
  EXPECT_EQ(refresh(of_thief->token).error(), RefreshFault::unknown);
  EXPECT_TRUE(refresh(elsewhere)) << "another login of the same user";
}

TEST_F(RefreshTokensTest, ExpireWhenNotUsed) {
  const std::string token = issue("alice");
  pass(99s);
  const auto next = refresh(token);
  ASSERT_TRUE(next);
  pass(100s);
  EXPECT_EQ(refresh(next->token).error(), RefreshFault::expired);
}

TEST_F(RefreshTokensTest, ExpireSomeTimeAfterTheLogin) {
  std::string token = issue("alice");
  for (int i = 0; i < 3; ++i) {
    pass(80s);
    auto next = refresh(token);
    ASSERT_TRUE(next) << i;
    token = next->token;
  }
  pass(10s);
  EXPECT_EQ(refresh(token).error(), RefreshFault::expired);
}

TEST_F(RefreshTokensTest, MayBeAskedForTwiceAtOnce) {
  RefreshTokens patient(store_, {.reuse_grace = 10s});
  const std::string token = issue("alice");
  EXPECT_TRUE(run_until_complete(loop_, patient.refresh(token)));
  pass(9s);
  EXPECT_TRUE(run_until_complete(loop_, patient.refresh(token)));
  pass(1s);
  EXPECT_EQ(run_until_complete(loop_, patient.refresh(token)).error(), RefreshFault::reused);
}

TEST_F(RefreshTokensTest, AreRevoked) {
  const std::string one = issue("alice");
  const auto next = refresh(one);
  const std::string other = issue("alice");
  const std::string bobs = issue("bob");
  run_until_complete(loop_, tokens_.revoke(next->token));
  EXPECT_EQ(refresh(next->token).error(), RefreshFault::unknown);
  EXPECT_TRUE(refresh(other));
  const std::string third = issue("alice");
  run_until_complete(loop_, tokens_.revoke_all("alice"));
  EXPECT_EQ(refresh(third).error(), RefreshFault::unknown);
  EXPECT_TRUE(refresh(bobs));
}

// Of two uses at once only one is the first.
TEST_F(RefreshTokensTest, AreUsedOnce) {
  const std::string token = issue("alice");
  const auto body = [](RefreshTokens* tokens, std::string text) -> Task<int> {
    std::vector<Task<Result<RefreshedToken, RefreshFault>>> both;
    for (int i = 0; i < 2; ++i) both.push_back(tokens->refresh(text));
    const auto results = co_await gather(std::move(both));
    int good = 0;
    for (const auto& result : results) good += result ? 1 : 0;
    co_return good;
  };
  EXPECT_EQ(run_until_complete(loop_, body(&tokens_, token)), 1);
}

TEST_F(RefreshTokensTest, AreNotStoredThemselves) {
  const std::string token = issue("alice");
  const auto body = [](MemoryRefreshTokenStore* store, std::string text) -> Task<bool> {
    const auto found = co_await store->use(text, async::wall_now());
    co_return found.has_value();
  };
  EXPECT_FALSE(run_until_complete(loop_, body(&store_, token)));
}

}  // namespace
}  // namespace talaria
