// The tables of the tests of this layer.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include <talaria/model/types/date_time.hpp>
#include <talaria/model/types/decimal.hpp>
#include <talaria/model/types/email.hpp>
#include <talaria/model/types/uuid.hpp>
#include <talaria/sql/sql.hpp>

namespace talaria::sql::tests {

enum class Role { admin, member };

struct Team {
  Field<std::optional<std::int64_t>, primary_key> id = {};
  Field<std::string, unique, max_length{50}> name = {};
};

struct Hero {
  Field<std::optional<std::int64_t>, primary_key> id = {};
  Field<std::string, indexed, min_length{1}, max_length{40}> name = {};
  Field<std::string> secret_name = {};
  std::optional<int> age = {};
  Field<std::optional<std::int64_t>, foreign_key{"team.id", on_delete::set_null}> team_id = {};
};

struct Account {
  static constexpr TableConfig table_config{.name = "accounts"};
  static constexpr auto table_args =
      sql::table_args(unique_constraint("owner", "label"), index_over("label", "active").where("active"),
                      check_constraint("balance >= 0", "solvent"));

  Field<Uuid, primary_key> id = {};
  Field<EmailStr, unique, indexed, max_length{320}> owner = {};
  Field<std::string, server_default{"it's"}, max_length{20}> label = {};
  Field<Decimal, max_digits{10}, decimal_places{2}, check{"balance < 1000000"}> balance = {};
  Role role = Role::member;
  Field<bool, server_default{true}> active = true;
  std::vector<int> marks = {};
  Field<DateTime, column_name{"created"}, server_default{sql::now()}> created_at = {};
  Field<DateTime, server_default{sql::now()}, onupdate{sql::now()}> updated_at = {};
};

struct Membership {
  static constexpr auto table_args =
      sql::table_args(foreign_key_constraint("hero_id", "team_id").references("pair", "hero", "team").named("fk_pair"));

  Field<std::int64_t, primary_key> hero_id = {};
  Field<std::int64_t, primary_key> team_id = {};
};

struct HeroStat {
  std::string name;
  Field<std::int64_t, defaults{0}> heroes;
};

}  // namespace talaria::sql::tests
