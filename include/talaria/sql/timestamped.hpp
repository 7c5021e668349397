// TimestampedModel: the two columns that nearly every table has.
//
//     struct Post : sql::TimestampedModel { ... };
//     BOOST_DESCRIBE_STRUCT(Post, (sql::TimestampedModel), (id, title))   // with <talaria/model/inherit.hpp>
#pragma once
#include <talaria/model/types/date_time.hpp>
#include <talaria/sql/column_facts.hpp>

namespace talaria::sql {

/// What a field has that the database is to fill in.
inline DateTime untouched_moment() {
  return {};
}

/// When a row was made, and when it was changed last. Both are set by the database, have an offset from UTC, and are
/// read back when they are set.
struct TimestampedModel {
  Field<DateTime, default_factory<untouched_moment>, server_default{sql::now()}> created_at = {};
  Field<DateTime, default_factory<untouched_moment>, server_default{sql::now()}, onupdate{sql::now()}> updated_at = {};
};

}  // namespace talaria::sql
