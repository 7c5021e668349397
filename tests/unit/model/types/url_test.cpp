#include "facts_check.hpp"

#include <unordered_set>

#include <talaria/model/types/url.hpp>

namespace talaria {
namespace {

// Most of the inputs are those of the web platform's URL tests.
TEST(UrlTest, ReadsAndWritesAsPydantic) {
  facts_check::check_part<AnyUrl>("url", "any_url");
}

TEST(UrlTest, EachKindHasItsRules) {
  facts_check::check_part<HttpUrl>("url", "http_url");
  facts_check::check_part<AnyHttpUrl>("url", "any_http_url");
  facts_check::check_part<WebsocketUrl>("url", "websocket_url");
  facts_check::check_part<FileUrl>("url", "file_url");
  facts_check::check_part<FtpUrl>("url", "ftp_url");
  facts_check::check_part<RedisDsn>("url", "redis_dsn");
  facts_check::check_part<MySQLDsn>("url", "mysql_dsn");
  facts_check::check_part<AmqpDsn>("url", "amqp_dsn");
}

TEST(UrlTest, SomeKindsTakeSeveralHosts) {
  facts_check::check_part<PostgresDsn>("url", "postgres_dsn");
  facts_check::check_part<MongoDsn>("url", "mongo_dsn");
  facts_check::check_part<NatsDsn>("url", "nats_dsn");
}

TEST(UrlTest, TellsItsHosts) {
  const PostgresDsn dsn("postgresql://jane:p%40ss@One:5432,[::1],two/db?x=1");
  EXPECT_EQ(dsn.str(), "postgresql://jane:p%40ss@One:5432,[::1],two/db?x=1");
  EXPECT_EQ(dsn.host(), "two");
  const std::vector<UrlHost> hosts = dsn.hosts();
  ASSERT_EQ(hosts.size(), 3U);
  EXPECT_EQ(hosts[0].username, "jane");
  EXPECT_EQ(hosts[0].password, "p%40ss");
  EXPECT_EQ(hosts[0].host, "One");
  EXPECT_EQ(hosts[0].port, 5432);
  EXPECT_EQ(hosts[1].host, "[::1]");
  EXPECT_EQ(hosts[1].port, std::nullopt);
  EXPECT_EQ(hosts[2].host, "two");
  EXPECT_EQ(MongoDsn("mongodb://a,b").hosts()[1].port, 27017);
  EXPECT_EQ(HttpUrl("http://a:8080/x").hosts()[0].port, 8080);
  EXPECT_EQ(HttpUrl("http://a").hosts()[0].port, 80);
  EXPECT_TRUE(AnyUrl("mailto:jane@example.com").hosts().empty());
  EXPECT_THROW(PostgresDsn("postgres://a,,b"), ValueError);
}

TEST(UrlTest, HasParts) {
  const HttpUrl url("HTTPS://jane:p%40ss@Example.com:8443/a/../b?x=1&y=ä#top");
  EXPECT_EQ(url.str(), "https://jane:p%40ss@example.com:8443/b?x=1&y=%C3%A4#top");
  EXPECT_EQ(url.scheme(), "https");
  EXPECT_EQ(url.username(), "jane");
  EXPECT_EQ(url.password(), "p%40ss");
  EXPECT_EQ(url.host(), "example.com");
  EXPECT_EQ(url.port(), 8443);
  EXPECT_EQ(url.path(), "/b");
  EXPECT_EQ(url.query(), "x=1&y=%C3%A4");
  EXPECT_EQ(url.fragment(), "top");
}

TEST(UrlTest, LeavesOutWhatIsNotThere) {
  const AnyUrl url("mailto:jane@example.com");
  EXPECT_EQ(url.host(), std::nullopt);
  EXPECT_EQ(url.port(), std::nullopt);
  EXPECT_EQ(url.query(), std::nullopt);
  EXPECT_EQ(url.fragment(), std::nullopt);
  EXPECT_EQ(url.username(), "");
  EXPECT_EQ(url.password(), "");
  EXPECT_EQ(url.path(), "jane@example.com");
  EXPECT_EQ(HttpUrl("http://a").port(), 80);
  EXPECT_EQ(AnyUrl().str(), "");
}

TEST(UrlTest, RefusesAndCompares) {
  EXPECT_THROW(HttpUrl("ftp://example.com"), ValueError);
  EXPECT_THROW(AnyUrl("example.com"), ValueError);
  EXPECT_EQ(HttpUrl("http://a"), AnyUrl("http://A/"));
  EXPECT_EQ(std::unordered_set<HttpUrl>({HttpUrl("http://a"), HttpUrl("http://a/")}).size(), 1U);
  EXPECT_EQ(Json(HttpUrl("http://a")), Json("http://a/"));
}

}  // namespace
}  // namespace talaria
