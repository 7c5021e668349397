// Everything of the layer sql, which stands beside <talaria/talaria.hpp>: link talaria::sql.
#pragma once
#include <talaria/sql/connection.hpp>
#include <talaria/sql/dialect.hpp>
#include <talaria/sql/errors.hpp>
#include <talaria/sql/mapping.hpp>
#include <talaria/sql/rows.hpp>
#include <talaria/sql/statement.hpp>
#include <talaria/sql/value.hpp>
