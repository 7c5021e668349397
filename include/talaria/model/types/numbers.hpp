// PositiveInt, StrictStr and their kin: fields with the facts that are said most often, under Pydantic's names.
#pragma once
#include <cstdint>
#include <string>

#include <talaria/model/field.hpp>

namespace talaria {

using PositiveInt = Field<std::int64_t, gt{0}>;
using NegativeInt = Field<std::int64_t, lt{0}>;
using NonPositiveInt = Field<std::int64_t, le{0}>;
using NonNegativeInt = Field<std::int64_t, ge{0}>;
using PositiveFloat = Field<double, gt{0}>;
using NegativeFloat = Field<double, lt{0}>;
using NonPositiveFloat = Field<double, le{0}>;
using NonNegativeFloat = Field<double, ge{0}>;
/// A real number that is neither NaN nor infinite.
using FiniteFloat = Field<double, allow_inf_nan{false}>;
// Values that are not converted from another type.
using StrictBool = Field<bool, strict{}>;
using StrictInt = Field<std::int64_t, strict{}>;
using StrictFloat = Field<double, strict{}>;
using StrictStr = Field<std::string, strict{}>;

}  // namespace talaria
