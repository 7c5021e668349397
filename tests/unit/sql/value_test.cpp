#include <limits>

#include <gtest/gtest.h>

#include <talaria/sql/value.hpp>
