#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/async/gather.hpp>
#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/crypto/bcrypt.hpp>
#include <talaria/security/password_hash.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;

const PasswordHash& cheap() {
  static const PasswordHash hasher(Argon2Hasher{.time_cost = 1, .memory_cost = 64});
  return hasher;
}

bool verify(const PasswordHash& hasher, std::string password, std::optional<std::string> hash) {
  return run_until_complete(hasher.verify(std::move(password), std::move(hash)));
}

TEST(PasswordHash, HashesAndVerifiesOffTheLoop) {
  const std::string hash = run_until_complete(cheap().hash("secret"));
  EXPECT_TRUE(verify(cheap(), "secret", hash));
  EXPECT_FALSE(verify(cheap(), "Secret", hash));
  EXPECT_FALSE(verify(cheap(), "secret", "no hash"));
}

TEST(PasswordHash, HasTheCostThatOwaspAsksFor) {
  const std::string hash = PasswordHash::recommended().hash_blocking("secret");
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
}

TEST(PasswordHash, VerifiesWhateverMadeTheHash) {
  const std::string old = crypto::bcrypt_hash("secret", 4);
  EXPECT_TRUE(verify(cheap(), "secret", old));
  const PasswordHash bcrypt(BcryptHasher{.rounds = 4});
  EXPECT_TRUE(verify(bcrypt, "secret", cheap().hash_blocking("secret")));
  EXPECT_TRUE(bcrypt.hash_blocking("secret").starts_with("$2b$04$"));
}

TEST(PasswordHash, KnowsWhatIsHashedByOldRules) {
  EXPECT_FALSE(cheap().needs_rehash(cheap().hash_blocking("secret")));
  EXPECT_TRUE(PasswordHash::recommended().needs_rehash(cheap().hash_blocking("secret")));
  EXPECT_TRUE(cheap().needs_rehash(crypto::bcrypt_hash("secret", 4)));
  const PasswordHash bcrypt(BcryptHasher{.rounds = 5});
  EXPECT_TRUE(bcrypt.needs_rehash(crypto::bcrypt_hash("secret", 4)));
  EXPECT_FALSE(bcrypt.needs_rehash(crypto::bcrypt_hash("secret", 5)));
}

TEST(PasswordHash, GivesTheNewHashToWhoKnowsThePassword) {
  const std::string old = crypto::bcrypt_hash("secret", 4);
  const PasswordCheck good = run_until_complete(cheap().verify_and_update("secret", old));
  ASSERT_TRUE(good && good.updated_hash);
  EXPECT_TRUE(verify(cheap(), "secret", good.updated_hash));
  EXPECT_FALSE(run_until_complete(cheap().verify_and_update("wrong", old)).updated_hash);
  const PasswordCheck same = run_until_complete(cheap().verify_and_update("secret", good.updated_hash));
  EXPECT_TRUE(same.valid);
  EXPECT_FALSE(same.updated_hash);
  EXPECT_FALSE(run_until_complete(cheap().verify_and_update("secret", std::nullopt)));
}

TEST(PasswordHash, CutsNoPassword) {
  const std::string longest(PasswordHash::max_password, 'x');
  const std::string hash = cheap().hash_blocking(longest);
  EXPECT_TRUE(cheap().verify_blocking(longest, hash));
  EXPECT_FALSE(cheap().verify_blocking(longest + "x", hash));
  EXPECT_FALSE(cheap().verify_blocking(longest.substr(1), hash));
  EXPECT_THROW(static_cast<void>(run_until_complete(cheap().hash(longest + "x"))), std::invalid_argument);
}

std::chrono::nanoseconds processor_time() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

// Medians of the processor's time, since other programs run beside the test.
TEST(PasswordHash, TakesAsLongForAUserWhoIsNotThere) {
  const PasswordHash hasher(Argon2Hasher{.time_cost = 2, .memory_cost = 4096});
  const std::optional<std::string> hash = hasher.hash_blocking("secret");
  const auto time = [&](const std::optional<std::string>& known) {
    const auto begin = processor_time();
    EXPECT_FALSE(hasher.verify_blocking("wrong", known));
    return processor_time() - begin;
  };
  std::vector<std::chrono::nanoseconds> with;
  std::vector<std::chrono::nanoseconds> without;
  for (int i = 0; i < 31; ++i) {
    with.push_back(time(hash));
    without.push_back(time(std::nullopt));
  }
  std::nth_element(with.begin(), with.begin() + 15, with.end());
  std::nth_element(without.begin(), without.begin() + 15, without.end());
  const double ratio = double(without[15].count()) / double(with[15].count());
  EXPECT_GT(ratio, 0.8);
  EXPECT_LT(ratio, 1.25);
}

Task<int> count_full(const PasswordHash* hasher, int calls) {
  std::vector<Task<bool>> checks;
  const auto check = [](const PasswordHash* with, std::string password) -> Task<bool> {
    try {
      static_cast<void>(co_await with->verify(std::move(password), std::nullopt));
    } catch (const BlockingPoolFull&) {
      co_return true;
    }
    co_return false;
  };
  for (int i = 0; i < calls; ++i) checks.push_back(check(hasher, "password"));
  const std::vector<bool> results = co_await gather(std::move(checks));
  co_return static_cast<int>(std::count(results.begin(), results.end(), true));
}

TEST(PasswordHash, RefusesMoreThanItCanDo) {
  PasswordHash::set_limits({.threads = 1, .waiting = 2});
  const PasswordHash hasher(Argon2Hasher{.time_cost = 4, .memory_cost = 16384});
  const int refused = run_until_complete(count_full(&hasher, 20));
  EXPECT_GT(refused, 10);
  EXPECT_LT(refused, 20);
  PasswordHash::set_limits({.threads = 2, .waiting = 100});
  EXPECT_EQ(run_until_complete(count_full(&cheap(), 20)), 0);
}

// The loop goes on while hashes are made.
TEST(PasswordHash, LeavesTheLoopFree) {
  const auto body = []() -> Task<int> {
    const PasswordHash hasher = PasswordHash::recommended();
    bool done = false;
    int turns = 0;
    const auto check = [](const PasswordHash* with, bool* over) -> Task<void> {
      static_cast<void>(co_await with->verify("wrong", std::nullopt));
      *over = true;
    };
    const auto turn = [](const bool* over, int* count) -> Task<void> {
      while (!*over) {
        co_await talaria::sleep(1ms);
        ++*count;
      }
    };
    Task<void> work = check(&hasher, &done);
    Task<void> beside = turn(&done, &turns);
    co_await gather(std::move(work), std::move(beside));
    co_return turns;
  };
  EXPECT_GT(run_until_complete(body()), 1);
}

}  // namespace
}  // namespace talaria
