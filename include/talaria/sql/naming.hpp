// NamingConvention: how keys, indexes and checks are called.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include <talaria/sql/table.hpp>

namespace talaria::sql {

/// Patterns of names, in SQLAlchemy's words: `%(table_name)s`, `%(column_0_name)s` (the first column),
/// `%(column_0_N_name)s` (all columns, with `_` between), `%(column_0_label)s` and `%(column_0_N_label)s` (the same
/// behind the table's name), `%(referred_table_name)s`, `%(constraint_name)s`. The defaults are PostgreSQL's own
/// habits.
struct NamingConvention {
  std::string_view ix = "%(column_0_N_label)s_idx";
  std::string_view uq = "%(table_name)s_%(column_0_N_name)s_key";
  std::string_view ck = "%(table_name)s_%(constraint_name)s_check";
  std::string_view fk = "%(table_name)s_%(column_0_N_name)s_fkey";
  std::string_view pk = "%(table_name)s_pkey";
};

/// What a name is made of.
struct NameParts {
  std::string_view table;
  std::span<const std::string_view> columns = {};
  std::string_view constraint = {};
  std::string_view referred_table = {};
};

/// The name by a pattern; no longer than the 63 octets that PostgreSQL keeps, what is longer ends in a hash of it.
/// Throws std::invalid_argument for a word that is none of those above.
std::string make_name(std::string_view pattern, const NameParts& parts);

/// The text as a literal in SQL text, in single quotes. For DDL, where nothing can be bound; values are bound.
std::string quote_literal(std::string_view text);

}  // namespace talaria::sql
