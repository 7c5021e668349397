#include <gtest/gtest.h>

#include <talaria/sql/errors.hpp>

namespace talaria::sql {
namespace {

template <class E>
bool is_thrown_for(const std::string& sqlstate) {
  try {
    throw_error(sqlstate, "message");
  } catch (const E& error) {
    return error.sqlstate() == sqlstate && typeid(error) == typeid(E);
  } catch (...) {
  }
  return false;
}

TEST(SqlErrors, HaveTheTypeOfTheirSqlstate) {
  EXPECT_TRUE(is_thrown_for<UniqueViolation>("23505"));
  EXPECT_TRUE(is_thrown_for<ForeignKeyViolation>("23503"));
  EXPECT_TRUE(is_thrown_for<NotNullViolation>("23502"));
  EXPECT_TRUE(is_thrown_for<CheckViolation>("23514"));
  EXPECT_TRUE(is_thrown_for<IntegrityError>("23P01"));
  EXPECT_TRUE(is_thrown_for<SerializationError>("40001"));
  EXPECT_TRUE(is_thrown_for<SerializationError>("40P01"));
  EXPECT_TRUE(is_thrown_for<ConnectionLost>("57P01"));
  EXPECT_TRUE(is_thrown_for<ConnectionLost>("08006"));
  EXPECT_TRUE(is_thrown_for<Timeout>("57014"));
  EXPECT_TRUE(is_thrown_for<Timeout>("55P03"));
  EXPECT_TRUE(is_thrown_for<OperationalError>("53300"));
  EXPECT_TRUE(is_thrown_for<OperationalError>("28P01"));
  EXPECT_TRUE(is_thrown_for<ProgrammingError>("42P01"));
  EXPECT_TRUE(is_thrown_for<DataError>("22003"));
  EXPECT_TRUE(is_thrown_for<Error>("P0001"));
}

TEST(SqlErrors, SayNothingThatTheDatabaseQuotesOfAValue) {
  try {
    throw_error("22P02", "invalid input syntax for type integer: \"s3cret\"");
  } catch (const DataError& error) {
    EXPECT_EQ(std::string(error.what()).find("s3cret"), std::string::npos);
    EXPECT_STREQ(error.what(), "a text cannot be read as a value of the type of its column (SQLSTATE 22P02)");
  }
}

TEST(SqlErrors, OfConstraintsTellWhich) {
  ConstraintInfo info;
  info.constraint = "uq_user_email";
  info.table = "user";
  info.columns = {"email"};
  try {
    throw_error("23505", "duplicate", info);
  } catch (const IntegrityError& error) {
    EXPECT_EQ(error.constraint(), "uq_user_email");
    EXPECT_EQ(error.table(), "user");
    EXPECT_TRUE(error.concerns("email"));
    EXPECT_FALSE(error.concerns("name"));
  }
}

TEST(SqlErrors, APoolTimeoutIsUnavailable) {
  const PoolTimeout error("none");
  const Unavailable& unavailable = error;
  EXPECT_EQ(unavailable.retry_after(), 1);
  EXPECT_STREQ(static_cast<const std::exception&>(error).what(), "none");
}

}  // namespace
}  // namespace talaria::sql
