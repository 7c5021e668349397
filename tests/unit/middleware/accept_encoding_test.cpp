#include "middleware/accept_encoding.hpp"

#include <vector>

#include <gmock/gmock.h>

namespace talaria::middleware {
namespace {

std::string chosen(std::vector<std::string_view> values) {
  const std::vector<ContentCoding> offered{ContentCoding::zstd, ContentCoding::br, ContentCoding::gzip};
  const auto coding = choose_coding(values, offered);
  return coding ? std::string(coding_name(*coding)) : "none";
}

TEST(AcceptEncoding, TheBestLikedCodingIsTaken) {
  EXPECT_EQ(chosen({}), "none");
  EXPECT_EQ(chosen({""}), "none");
  EXPECT_EQ(chosen({"gzip"}), "gzip");
  EXPECT_EQ(chosen({"GZip"}), "gzip");
  EXPECT_EQ(chosen({"gzip, deflate"}), "gzip");
  EXPECT_EQ(chosen({"gzip, deflate, br, zstd"}), "zstd");
  EXPECT_EQ(chosen({"gzip", "br"}), "br") << "several fields are one list";
  EXPECT_EQ(chosen({"gzip;q=0.9, br;q=0.8"}), "gzip");
  EXPECT_EQ(chosen({"gzip; q=0.5, br; q=0.50"}), "br");
  EXPECT_EQ(chosen({"gzip;Q=1.000"}), "gzip");
  EXPECT_EQ(chosen({"*"}), "zstd");
  EXPECT_EQ(chosen({"*;q=0.1, gzip"}), "gzip");
  EXPECT_EQ(chosen({"zstd;q=0, *"}), "br");
  EXPECT_EQ(chosen({"gzipped"}), "none");
}

TEST(AcceptEncoding, WhatIsRefusedIsNotTaken) {
  EXPECT_EQ(chosen({"gzip;q=0"}), "none");
  EXPECT_EQ(chosen({"gzip;q=0.000"}), "none");
  EXPECT_EQ(chosen({"identity, gzip;q=0.5"}), "none");
  EXPECT_EQ(chosen({"identity;q=0.5, gzip"}), "gzip");
  EXPECT_EQ(chosen({"identity;q=0"}), "none");
  EXPECT_EQ(chosen({"*;q=0"}), "none");
}

TEST(AcceptEncoding, AMalformedWeightLeavesItsItemOut) {
  for (const char* item : {"gzip;q", "gzip;q=", "gzip;q=2", "gzip;q=1.1", "gzip;q=0.1234", "gzip;q=-1", "gzip;x=1",
                           "gzip;q=0x1", "gzip;q=1.x"}) {
    EXPECT_EQ(chosen({item}), "none") << item;
  }
  EXPECT_EQ(chosen({"gzip;q=bad, br"}), "br");
  EXPECT_EQ(chosen({",, ,gzip,"}), "gzip");
}

}  // namespace
}  // namespace talaria::middleware
