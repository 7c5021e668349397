#include <gtest/gtest.h>

#include <talaria/http/media_type.hpp>

namespace talaria::http {
namespace {

TEST(MediaType, FollowsFromTheName) {
  EXPECT_EQ(guess_media_type("index.html"), "text/html");
  EXPECT_EQ(guess_media_type("/a.b/app.js"), "text/javascript");
  EXPECT_EQ(guess_media_type("PHOTO.JPG"), "image/jpeg");
  EXPECT_EQ(guess_media_type("video.3gp"), "audio/3gpp");
  EXPECT_EQ(guess_media_type("data.zip"), "application/zip");
}

TEST(MediaType, IsUnknownOfOtherNames) {
  EXPECT_EQ(guess_media_type("README"), "");
  EXPECT_EQ(guess_media_type("x.unknown"), "");
  EXPECT_EQ(guess_media_type("a.html/README"), "");
  EXPECT_EQ(guess_media_type(".html"), "");
  EXPECT_EQ(guess_media_type("..html"), "");
  EXPECT_EQ(guess_media_type("x."), "");
  EXPECT_EQ(guess_media_type(""), "");
}

TEST(MediaType, OfWhatIsCompressedIsThatOfTheArchive) {
  EXPECT_EQ(guess_media_type("x.tar.gz"), "application/x-tar");
  EXPECT_EQ(guess_media_type("x.tgz"), "application/x-tar");
  EXPECT_EQ(guess_media_type("x.TXZ"), "application/x-tar");
  EXPECT_EQ(guess_media_type("x.svgz"), "image/svg+xml");
  EXPECT_EQ(guess_media_type("x.gz"), "");
}

TEST(ContentType, SaysTheCharsetOfTexts) {
  EXPECT_EQ(content_type_of("text/css"), "text/css; charset=utf-8");
  EXPECT_EQ(content_type_of("text/html; Charset=latin-1"), "text/html; Charset=latin-1");
  EXPECT_EQ(content_type_of("image/png"), "image/png");
  EXPECT_EQ(content_type_of(""), "");
}

TEST(MediaTypeIn, IsWhatStandsBeforeTheParameters) {
  EXPECT_EQ(media_type_in("text/html"), "text/html");
  EXPECT_EQ(media_type_in(" Text/HTML ; charset=utf-8; q=1"), "Text/HTML");
  EXPECT_EQ(media_type_in("; charset=utf-8"), "");
  EXPECT_EQ(media_type_in(""), "");
}

}  // namespace
}  // namespace talaria::http
