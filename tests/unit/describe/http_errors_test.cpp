#include <gtest/gtest.h>

#include <talaria/describe/http_errors.hpp>
#include <talaria/http/status.hpp>

namespace talaria {
namespace {

template <class E>
HTTPException made_of(const E& error) {
  return describe::make_exception({&describe::error_info<E>, &error});
}

template <class E>
void expect_phrase() {
  EXPECT_EQ(made_of(E{}).detail(), Json(http::reason_phrase(E::status_code))) << E::status_code;
  EXPECT_EQ(made_of(E{"another"}).detail(), Json("another"));
  EXPECT_TRUE(made_of(E{}).members().empty());
}

TEST(HttpErrors, HaveThePhraseOfTheirStatus) {
  expect_phrase<BadRequest>();
  expect_phrase<PaymentRequired>();
  expect_phrase<Forbidden>();
  expect_phrase<NotFound>();
  expect_phrase<Conflict>();
  expect_phrase<Gone>();
  expect_phrase<PreconditionFailed>();
  expect_phrase<ContentTooLarge>();
  expect_phrase<UnprocessableContent>();
  expect_phrase<TooManyRequests>();
  expect_phrase<BadGateway>();
  expect_phrase<ServiceUnavailable>();
}

TEST(HttpErrors, SayWhatToDoInHeaderFields) {
  EXPECT_EQ(made_of(Unauthorized{}).headers().get("www-authenticate"), "Bearer");
  EXPECT_EQ(made_of(Unauthorized{.detail = "No", .scheme = "Basic"}).headers().get("www-authenticate"), "Basic");
  EXPECT_EQ(made_of(TooManyRequests{.retry_after = 30}).headers().get("retry-after"), "30");
  EXPECT_FALSE(made_of(TooManyRequests{}).headers().contains("retry-after"));
  EXPECT_EQ(made_of(ServiceUnavailable{.retry_after = 5}).headers().get("retry-after"), "5");
}

}  // namespace
}  // namespace talaria
